output "url" {
  description = "Where clients send to."
  value       = var.domain == "" ? "http://${aws_eip.this[0].public_ip}:8080" : "https://${var.domain}"
}

output "dns_record" {
  description = "The record that the domain needs; empty when it is made, or there is no domain."
  value = var.domain == "" || var.zone_id != "" ? "" : (
    local.is_scaled ? "${var.domain} CNAME ${aws_lb.this[0].dns_name}" : "${var.domain} A ${aws_eip.this[0].public_ip}"
  )
}

output "group" {
  description = "The group of the instances."
  value       = aws_autoscaling_group.this.name
}

output "role_arn" {
  description = "What the instances act as."
  value       = aws_iam_role.instances.arn
}

output "keys_path" {
  description = "The path in Parameter Store below which each parameter is a write key."
  value       = local.keys_path
}

output "log_group" {
  description = "Where the instances log to."
  value       = aws_cloudwatch_log_group.inlet.name
}

output "balancer" {
  description = "The load balancer and its targets, as metrics name them; empty in the single mode."
  value = {
    name    = try(aws_lb.this[0].arn_suffix, "")
    targets = try(aws_lb_target_group.this[0].arn_suffix, "")
  }
}

output "spool_bytes" {
  description = "How much a spool holds before it is full."
  value       = local.spool_bytes
}
