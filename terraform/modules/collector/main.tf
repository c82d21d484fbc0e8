# The instances that take events. Both modes are a group: of one instance with an address of its own, or
# of several behind a load balancer. What they do at their start and their end is in instance/.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

data "aws_default_tags" "this" {}

# The newest Amazon Linux 2023, as it is now: a new one is taken by the next apply.
data "aws_ssm_parameter" "image" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${local.architecture}"
}

locals {
  is_scaled    = var.mode == "scaled"
  has_tls_here = !local.is_scaled && var.domain != ""
  architecture = can(regex("^[a-z]+[0-9]+g[a-z]*\\.", var.instance_type)) ? "arm64" : "x86_64"

  # Instances and spool volumes find each other by this tag, and their role is bound to it.
  tag = "inlet:spool"

  # Who may say which address a client has: the load balancer, or nginx on the instance.
  proxies = local.is_scaled ? var.network.cidr : local.has_tls_here ? "127.0.0.1" : ""

  # Names that other documents use, too.
  keys_path = "/inlet/${var.environment}/keys"
  tls_path  = "/inlet/${var.environment}/tls"

  # Of the volume: room for what is refused, for the ledger, and for the file system.
  spool_bytes = floor(var.spool_gib * 1024 * 1024 * 1024 * 0.8)

  settings = {
    INLET_HOST                     = local.has_tls_here ? "127.0.0.1" : "0.0.0.0"
    INLET_PORT                     = "8080"
    INLET_MANAGEMENT_PORT          = "8081"
    INLET_DATA                     = "/var/lib/inlet/data"
    INLET_PROXY_TRUSTED            = local.proxies
    INLET_DRAIN_MAX                = "300s"
    INLET_LOG_FORMAT               = "json"
    INLET_SPOOL_BYTES_MAX          = tostring(local.spool_bytes)
    INLET_SINK                     = var.sink
    INLET_S3_BUCKET                = var.lake.name
    INLET_FIREHOSE_STREAMS         = join(",", var.event_streams)
    INLET_FIREHOSE_REJECTED_STREAM = var.rejected_stream
  }

  place = {
    NAME           = var.name
    ENVIRONMENT    = var.environment
    AWS_REGION     = var.region
    KEYS_PATH      = local.keys_path
    KEY_FILE       = "/run/inlet/keys"
    TLS_PATH       = local.tls_path
    RELEASE_BUCKET = var.release.bucket
    RELEASE_KEY    = var.release.key
    RELEASE_SHA256 = var.release.sha256
    ADDRESS        = local.is_scaled ? "" : aws_eip.this[0].allocation_id
    DOMAIN         = local.has_tls_here ? var.domain : ""
    CONTACT        = var.contact_email
    DRAIN_HOURS    = tostring(var.drain_hours)
    PACKAGES       = local.has_tls_here ? "nginx python3.12" : ""
  }

  agent = {
    environment = var.environment
    region      = var.region
    log_group   = aws_cloudwatch_log_group.inlet.name
    meters      = var.meters
    data        = "/var/lib/inlet"
  }

  programs = ["adopt", "certificate", "failed", "here", "keys", "launch", "lifecycle", "setup"]

  units = [
    "inlet.service", "inlet-adopt.service", "inlet-adopt.timer", "inlet-certificate.service",
    "inlet-certificate.timer", "inlet-failed.service", "inlet-keys.service", "inlet-keys.timer",
    "inlet-lifecycle.service",
  ]

  files = merge(
    { for name in local.programs : "/opt/inlet/bin/${name}" => file("${path.module}/instance/${name}") },
    { for name in local.units : "/etc/systemd/system/${name}" => file("${path.module}/instance/${name}") },
    local.has_tls_here ? {
      "/opt/inlet/nginx.conf"  = file("${path.module}/instance/nginx.conf")
      "/opt/inlet/certbot.txt" = file("${path.module}/instance/certbot.txt")
    } : {},
    {
      "/etc/inlet/place"           = join("", [for name, value in local.place : "${name}=\"${value}\"\n"])
      "/etc/inlet/settings"        = join("", [for name, value in local.settings : "${name}=${value}\n" if value != ""])
      "/etc/inlet/prometheus.yml"  = templatefile("${path.module}/instance/prometheus.yml", local.agent)
      "/etc/inlet/cloudwatch.json" = templatefile("${path.module}/instance/cloudwatch.json", local.agent)
      "/etc/logrotate.d/inlet"     = file("${path.module}/instance/logrotate")
    },
  )
}

resource "aws_cloudwatch_log_group" "inlet" {
  #checkov:skip=CKV_AWS_158:Inlet logs no event, key or secret; CloudWatch's own encryption does
  #checkov:skip=CKV_AWS_338:how long it is kept is the operator's choice (log_days)
  name              = "/inlet/${var.name}/instances"
  retention_in_days = var.log_days
}

resource "aws_security_group" "instances" {
  name        = "${var.name}-instances"
  description = "Instances of Inlet"
  vpc_id      = var.network.vpc_id

  tags = { Name = "${var.name}-instances" }
}

# AWS, packages and, in the single mode, Let's Encrypt. Private subnets lead no further than to AWS.
resource "aws_vpc_security_group_egress_rule" "instances" {
  security_group_id = aws_security_group.instances.id
  description       = "TLS"
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"

  tags = { Name = "${var.name}-tls" }
}

resource "aws_launch_template" "this" {
  name                   = var.name
  description            = "Inlet ${var.release.key}"
  image_id               = data.aws_ssm_parameter.image.insecure_value
  instance_type          = var.instance_type
  ebs_optimized          = true
  update_default_version = true

  user_data = base64gzip(templatefile("${path.module}/instance/user-data", { files = local.files }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.this.arn
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  # A single instance needs a way out until it has its address.
  network_interfaces {
    #checkov:skip=CKV_AWS_88:the single mode is an instance that the internet reaches
    associate_public_ip_address = !local.is_scaled
    delete_on_termination       = true
    security_groups             = [aws_security_group.instances.id]
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type           = "gp3"
      volume_size           = 8
      encrypted             = true
      delete_on_termination = true
    }
  }

  # The spool's own volume. It survives its instance: whoever comes next delivers what is on it, and
  # only then deletes it.
  block_device_mappings {
    device_name = "/dev/sdf"

    ebs {
      volume_type           = "gp3"
      volume_size           = var.spool_gib
      encrypted             = true
      delete_on_termination = false
    }
  }

  dynamic "tag_specifications" {
    for_each = ["instance", "volume", "network-interface"]

    content {
      resource_type = tag_specifications.value
      tags          = merge(data.aws_default_tags.this.tags, { Name = var.name, (local.tag) = var.name })
    }
  }
}

# Health is EC2's: an instance whose spool is full is taken off the load balancer, and never ended with
# its events. Only what can't run any more calls itself unhealthy.
resource "aws_autoscaling_group" "this" {
  name                      = var.name
  min_size                  = local.is_scaled ? var.instances_min : 1
  max_size                  = local.is_scaled ? var.instances_max : 1
  vpc_zone_identifier       = local.is_scaled ? var.network.private_subnet_ids : [var.network.public_subnet_ids[0]]
  target_group_arns         = aws_lb_target_group.this[*].arn
  health_check_type         = "EC2"
  health_check_grace_period = 300
  wait_for_capacity_timeout = "15m"
  termination_policies      = ["OldestLaunchTemplate", "OldestInstance"]
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances"]

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  # An instance counts when Inlet is ready on it; one on which it never is, is given up.
  initial_lifecycle_hook {
    name                 = "ready"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_LAUNCHING"
    heartbeat_timeout    = 900
    default_result       = "ABANDON"
  }

  initial_lifecycle_hook {
    name                 = "drain"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
    heartbeat_timeout    = 900
    default_result       = "CONTINUE"
  }

  # Several: a new one is ready before an old one drains. One: it drains, and the next takes its place.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = local.is_scaled ? 100 : 0
      max_healthy_percentage = local.is_scaled ? 150 : 100
      instance_warmup        = 60
      auto_rollback          = true
    }
  }

  dynamic "tag" {
    for_each = merge(data.aws_default_tags.this.tags, { Name = var.name })

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }

  # The drain of all instances, at once, and half an hour to end them.
  timeouts {
    delete = "${var.drain_hours * 60 + 30}m"
  }

  depends_on = [aws_iam_role_policy.instances, aws_vpc_security_group_egress_rule.instances]

  lifecycle {
    ignore_changes = [desired_capacity]
  }
}
