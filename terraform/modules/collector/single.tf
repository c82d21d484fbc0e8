# The single mode: an address that stays when the instance is replaced.

locals {
  is_single = !local.is_scaled

  # With a domain: TLS, and the port that Let's Encrypt asks on. Without: a demo.
  public_ports = local.is_scaled ? [] : var.domain == "" ? [8080] : [80, 443]
  public_rules = { for rule in setproduct(local.public_ports, var.clients) : "${rule[0]} from ${rule[1]}" => rule }
}

resource "aws_eip" "this" {
  count = local.is_single ? 1 : 0

  #checkov:skip=CKV2_AWS_19:the instance takes it when it starts
  domain = "vpc"

  tags = { Name = var.name }
}

resource "aws_vpc_security_group_ingress_rule" "public" {
  #checkov:skip=CKV_AWS_260:Let's Encrypt asks on port 80, and everything else there is sent to port 443
  for_each = local.public_rules

  security_group_id = aws_security_group.instances.id
  description       = each.value[0] == 80 ? "Let's Encrypt, and a hint to use TLS" : "Clients"
  cidr_ipv4         = each.value[0] == 80 ? "0.0.0.0/0" : each.value[1]
  from_port         = each.value[0]
  to_port           = each.value[0]
  ip_protocol       = "tcp"

  tags = { Name = "${var.name}-${each.value[0]}" }
}

resource "aws_route53_record" "single" {
  count = local.is_single && var.zone_id != "" && var.domain != "" ? 1 : 0

  zone_id = var.zone_id
  name    = var.domain
  type    = "A"
  ttl     = 60
  records = [aws_eip.this[0].public_ip]
}
