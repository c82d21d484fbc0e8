# The scaled mode: a load balancer, its certificate, and when the group grows.

resource "aws_security_group" "balancer" {
  count = local.is_scaled ? 1 : 0

  name        = "${var.name}-balancer"
  description = "The load balancer of Inlet"
  vpc_id      = var.network.vpc_id

  tags = { Name = "${var.name}-balancer" }
}

resource "aws_vpc_security_group_ingress_rule" "balancer" {
  #checkov:skip=CKV_AWS_260:port 80 sends everything to port 443
  for_each = local.is_scaled ? { for rule in setproduct([80, 443], var.clients) : "${rule[0]} from ${rule[1]}" => rule } : {}

  security_group_id = aws_security_group.balancer[0].id
  description       = each.value[0] == 80 ? "A hint to use TLS" : "Clients"
  cidr_ipv4         = each.value[1]
  from_port         = each.value[0]
  to_port           = each.value[0]
  ip_protocol       = "tcp"

  tags = { Name = "${var.name}-balancer-${each.value[0]}" }
}

# Requests, and health, which only the load balancer and this instance itself may ask for.
locals {
  inner_ports = local.is_scaled ? { requests = 8080, health = 8081 } : {}
}

resource "aws_vpc_security_group_egress_rule" "balancer" {
  for_each = local.inner_ports

  security_group_id            = aws_security_group.balancer[0].id
  description                  = "Instances: ${each.key}"
  referenced_security_group_id = aws_security_group.instances.id
  from_port                    = each.value
  to_port                      = each.value
  ip_protocol                  = "tcp"

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_security_group_ingress_rule" "inner" {
  for_each = local.inner_ports

  security_group_id            = aws_security_group.instances.id
  description                  = "The load balancer: ${each.key}"
  referenced_security_group_id = aws_security_group.balancer[0].id
  from_port                    = each.value
  to_port                      = each.value
  ip_protocol                  = "tcp"

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_lb" "this" {
  #checkov:skip=CKV_AWS_91:access logs would hold the address of every client, which Inlet itself does not keep
  #checkov:skip=CKV_AWS_150:scripts/down asks before it destroys; what is worth keeping is in the bucket
  #checkov:skip=CKV2_AWS_28:a firewall for web applications reads the start of a body and costs more than all else here; Documentation.md says how to add one
  count = local.is_scaled ? 1 : 0

  name                       = var.name
  load_balancer_type         = "application"
  security_groups            = [aws_security_group.balancer[0].id]
  subnets                    = var.network.public_subnet_ids
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "strictest"
  idle_timeout               = 60
}

resource "aws_lb_target_group" "this" {
  #checkov:skip=CKV_AWS_378:TLS ends at the load balancer; from there it is the private network
  count = local.is_scaled ? 1 : 0

  name                          = var.name
  port                          = 8080
  protocol                      = "HTTP"
  vpc_id                        = var.network.vpc_id
  deregistration_delay          = 30
  load_balancing_algorithm_type = "least_outstanding_requests"

  health_check {
    path                = "/health/readiness"
    port                = "8081"
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }
}

resource "aws_lb_listener" "tls" {
  count = local.is_scaled ? 1 : 0

  load_balancer_arn = aws_lb.this[0].arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.certificate_arn == "" ? aws_acm_certificate_validation.this[0].certificate_arn : var.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[0].arn
  }
}

resource "aws_lb_listener" "hint" {
  count = local.is_scaled ? 1 : 0

  load_balancer_arn = aws_lb.this[0].arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

locals {
  makes_certificate = local.is_scaled && var.certificate_arn == ""
}

resource "aws_acm_certificate" "this" {
  count = local.makes_certificate ? 1 : 0

  domain_name       = var.domain
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "proof" {
  count = local.makes_certificate ? 1 : 0

  zone_id         = var.zone_id
  name            = one(aws_acm_certificate.this[0].domain_validation_options).resource_record_name
  type            = one(aws_acm_certificate.this[0].domain_validation_options).resource_record_type
  ttl             = 60
  records         = [one(aws_acm_certificate.this[0].domain_validation_options).resource_record_value]
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  count = local.makes_certificate ? 1 : 0

  certificate_arn         = aws_acm_certificate.this[0].arn
  validation_record_fqdns = aws_route53_record.proof[*].fqdn
}

resource "aws_route53_record" "scaled" {
  count = local.is_scaled && var.zone_id != "" ? 1 : 0

  zone_id = var.zone_id
  name    = var.domain
  type    = "A"

  alias {
    name                   = aws_lb.this[0].dns_name
    zone_id                = aws_lb.this[0].zone_id
    evaluate_target_health = true
  }
}

resource "aws_autoscaling_policy" "cpu" {
  count = local.is_scaled ? 1 : 0

  name                      = "cpu"
  autoscaling_group_name    = aws_autoscaling_group.this.name
  policy_type               = "TargetTrackingScaling"
  estimated_instance_warmup = 120

  target_tracking_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}

# What is taken and can't be delivered as fast: more instances have more ways out.
resource "aws_autoscaling_policy" "spool_age" {
  count = local.is_scaled ? 1 : 0

  name                      = "spool-age"
  autoscaling_group_name    = aws_autoscaling_group.this.name
  policy_type               = "StepScaling"
  adjustment_type           = "ChangeInCapacity"
  estimated_instance_warmup = 120

  step_adjustment {
    metric_interval_lower_bound = 0
    scaling_adjustment          = 1
  }
}

resource "aws_cloudwatch_metric_alarm" "spool_age_grows" {
  count = local.is_scaled ? 1 : 0

  alarm_name          = "${var.name}-scale-out-spool-age"
  alarm_description   = "Adds an instance: the oldest undelivered event is older than two minutes."
  namespace           = "Inlet"
  metric_name         = "inlet_spool_oldest_age_seconds"
  dimensions          = { environment = var.environment, stream = "events" }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 120
  period              = 60
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_autoscaling_policy.spool_age[0].arn]
}
