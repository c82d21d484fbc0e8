# What instances may do, and nothing else. Where a call knows no resource, a comment says so.

locals {
  account = data.aws_caller_identity.this.account_id
  prefix  = "arn:${data.aws_partition.this.partition}"
  ec2     = "${local.prefix}:ec2:${var.region}:${local.account}"
  ssm     = "${local.prefix}:ssm:${var.region}:${local.account}"
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "instances" {
  #checkov:skip=CKV_AWS_111:the calls of statements with "*" know no resource; they are bound by conditions where there are any
  #checkov:skip=CKV_AWS_356:the calls of statements with "*" know no resource; they are bound by conditions where there are any
  dynamic "statement" {
    for_each = var.sink == "firehose" ? [1] : []

    content {
      sid       = "Deliver"
      actions   = ["firehose:PutRecordBatch"]
      resources = var.stream_arns
    }
  }

  statement {
    sid     = "Write"
    actions = ["s3:PutObject"]
    resources = concat(
      ["${var.lake.arn}/_ledger/*"],
      var.sink == "s3" ? ["${var.lake.arn}/raw/*"] : [],
    )
  }

  statement {
    sid       = "Fetch"
    actions   = ["s3:GetObject"]
    resources = ["${local.prefix}:s3:::${var.release.bucket}/releases/*"]
  }

  statement {
    sid       = "Keys"
    actions   = ["ssm:GetParametersByPath"]
    resources = ["${local.ssm}:parameter${local.keys_path}"]
  }

  dynamic "statement" {
    for_each = local.has_tls_here ? [1] : []

    content {
      sid       = "Certificate"
      actions   = ["ssm:GetParameter", "ssm:PutParameter"]
      resources = ["${local.ssm}:parameter${local.tls_path}/chain", "${local.ssm}:parameter${local.tls_path}/key"]
    }
  }

  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.inlet.arn}:*"]
  }

  # It knows no resource.
  statement {
    sid       = "Meters"
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = ["Inlet"]
    }
  }

  # It knows no resource.
  statement {
    sid       = "FindVolumes"
    actions   = ["ec2:DescribeVolumes"]
    resources = ["*"]
  }

  statement {
    sid       = "MoveVolumes"
    actions   = ["ec2:AttachVolume", "ec2:DetachVolume"]
    resources = ["${local.ec2}:volume/*", "${local.ec2}:instance/*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/${local.tag}"
      values   = [var.name]
    }
  }

  statement {
    sid       = "MarkDrainedVolumes"
    actions   = ["ec2:CreateTags"]
    resources = ["${local.ec2}:volume/*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/${local.tag}"
      values   = [var.name]
    }

    condition {
      test     = "ForAllValues:StringEquals"
      variable = "aws:TagKeys"
      values   = ["inlet:drained"]
    }
  }

  statement {
    sid       = "DeleteDrainedVolumes"
    actions   = ["ec2:DeleteVolume"]
    resources = ["${local.ec2}:volume/*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/${local.tag}"
      values   = [var.name]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/inlet:drained"
      values   = ["yes"]
    }
  }

  dynamic "statement" {
    for_each = aws_eip.this

    content {
      sid       = "TakeAddress"
      actions   = ["ec2:AssociateAddress"]
      resources = ["${local.ec2}:elastic-ip/${statement.value.allocation_id}"]
    }
  }

  dynamic "statement" {
    for_each = aws_eip.this

    content {
      sid       = "GiveAddress"
      actions   = ["ec2:AssociateAddress"]
      resources = ["${local.ec2}:instance/*", "${local.ec2}:network-interface/*"]

      condition {
        test     = "StringEquals"
        variable = "aws:ResourceTag/${local.tag}"
        values   = [var.name]
      }
    }
  }

  statement {
    sid = "TellGroup"
    actions = [
      "autoscaling:CompleteLifecycleAction",
      "autoscaling:RecordLifecycleActionHeartbeat",
      "autoscaling:SetInstanceHealth",
    ]
    resources = ["${local.prefix}:autoscaling:${var.region}:${local.account}:autoScalingGroup:*:autoScalingGroupName/${var.name}"]
  }

  statement {
    sid       = "SessionManager"
    actions   = ["ssm:UpdateInstanceInformation"]
    resources = ["${local.ec2}:instance/*"]
  }

  # They know no resource.
  statement {
    sid = "Sessions"
    actions = [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]
    resources = ["*"]
  }
}

resource "aws_iam_role" "instances" {
  name_prefix        = "${var.name}-instances-"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "instances" {
  name   = "inlet"
  role   = aws_iam_role.instances.id
  policy = data.aws_iam_policy_document.instances.json
}

resource "aws_iam_instance_profile" "this" {
  name_prefix = "${var.name}-instances-"
  role        = aws_iam_role.instances.name
}
