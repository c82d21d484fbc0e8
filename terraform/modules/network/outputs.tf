output "vpc_id" {
  description = "The network."
  value       = aws_vpc.this.id
}

output "cidr" {
  description = "Its addresses."
  value       = aws_vpc.this.cidr_block
}

output "public_subnet_ids" {
  description = "The subnets that the internet reaches, one a zone."
  value       = aws_subnet.public[*].id
}

output "private_subnet_ids" {
  description = "The subnets that it does not reach, one a zone; none in the single mode."
  value       = aws_subnet.private[*].id
}
