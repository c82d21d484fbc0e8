# The lake's bucket, and the streams that fill it.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

locals {
  is_firehose = var.sink == "firehose"

  # The streams of the events, and the one of rejected records, with the folder each writes to.
  folders = local.is_firehose ? merge(
    { for number in range(var.streams) : "events-${number + 1}" => "events" },
    { rejected = "rejected" },
  ) : {}
}

resource "aws_s3_bucket" "lake" {
  #checkov:skip=CKV_AWS_145:S3's own keys encrypt it; a key of KMS costs a call an object and guards against no one who may read the bucket
  #checkov:skip=CKV_AWS_144:a copy in another region doubles the cost; Documentation.md says how to add one
  #checkov:skip=CKV_AWS_18:who reads the lake is told by CloudTrail's data events, which are the account's to switch on
  #checkov:skip=CKV2_AWS_62:nothing listens to its objects
  bucket        = "${var.name}-lake-${data.aws_caller_identity.this.account_id}-${var.region}"
  force_destroy = var.is_expendable
}

resource "aws_s3_bucket_public_access_block" "lake" {
  bucket                  = aws_s3_bucket.lake.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "lake" {
  bucket = aws_s3_bucket.lake.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "lake" {
  bucket = aws_s3_bucket.lake.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id

  rule {
    id     = "archive-raw"
    status = "Enabled"

    filter {
      prefix = "raw/"
    }

    transition {
      days          = var.archive_days
      storage_class = "GLACIER_IR"
    }
  }

  # What Athena answered can be asked again.
  rule {
    id     = "forget-results"
    status = "Enabled"

    filter {
      prefix = "athena/"
    }

    expiration {
      days = 7
    }
  }

  # Each minute's copy of the ledger replaces the one before, which says no more.
  rule {
    id     = "forget-old-ledgers"
    status = "Enabled"

    filter {
      prefix = "_ledger/"
    }

    noncurrent_version_expiration {
      noncurrent_days = 1
    }
  }

  # Any other version that was replaced or deleted can be had back for a month.
  rule {
    id     = "forget-old-versions"
    status = "Enabled"

    filter {
      prefix = ""
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.lake]
}

data "aws_iam_policy_document" "lake" {
  statement {
    sid       = "OnlyTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.lake.arn, "${aws_s3_bucket.lake.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "lake" {
  bucket = aws_s3_bucket.lake.id
  policy = data.aws_iam_policy_document.lake.json

  depends_on = [aws_s3_bucket_public_access_block.lake]
}

resource "aws_cloudwatch_log_group" "firehose" {
  #checkov:skip=CKV_AWS_158:it holds errors of deliveries and no events, under CloudWatch's own encryption
  #checkov:skip=CKV_AWS_338:how long it is kept is the operator's choice (log_days)
  count = local.is_firehose ? 1 : 0

  name              = "/inlet/${var.name}/firehose"
  retention_in_days = var.log_days
}

resource "aws_cloudwatch_log_stream" "firehose" {
  for_each = local.folders

  name           = each.key
  log_group_name = aws_cloudwatch_log_group.firehose[0].name
}

data "aws_iam_policy_document" "firehose_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["firehose.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.this.account_id]
    }
  }
}

data "aws_iam_policy_document" "firehose" {
  statement {
    actions   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
    resources = [aws_s3_bucket.lake.arn]
  }

  statement {
    actions   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.lake.arn}/raw/*", "${aws_s3_bucket.lake.arn}/errors/*"]
  }

  dynamic "statement" {
    for_each = aws_cloudwatch_log_group.firehose

    content {
      actions   = ["logs:PutLogEvents"]
      resources = ["${statement.value.arn}:log-stream:*"]
    }
  }
}

resource "aws_iam_role" "firehose" {
  count = local.is_firehose ? 1 : 0

  name_prefix        = "${var.name}-firehose-"
  assume_role_policy = data.aws_iam_policy_document.firehose_trust.json
}

resource "aws_iam_role_policy" "firehose" {
  count = local.is_firehose ? 1 : 0

  name   = "deliver"
  role   = aws_iam_role.firehose[0].id
  policy = data.aws_iam_policy_document.firehose.json
}

# Inlet packs lines into gzip members, so Firehose compresses nothing and adds nothing.
resource "aws_kinesis_firehose_delivery_stream" "this" {
  #checkov:skip=CKV_AWS_241:a key that AWS owns encrypts what waits in it; one of our own would cost a call a record
  for_each = local.folders

  name        = "${var.name}-${each.key}"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "AWS_OWNED_CMK"
  }

  extended_s3_configuration {
    role_arn            = aws_iam_role.firehose[0].arn
    bucket_arn          = aws_s3_bucket.lake.arn
    prefix              = "raw/${each.value}/date=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/"
    error_output_prefix = "errors/${each.value}/!{firehose:error-output-type}/date=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/"
    buffering_size      = var.buffer_mib
    buffering_interval  = var.buffer_seconds
    compression_format  = "UNCOMPRESSED"
    file_extension      = ".json.gz"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.firehose[0].name
      log_stream_name = aws_cloudwatch_log_stream.firehose[each.key].name
    }
  }

  depends_on = [aws_iam_role_policy.firehose]
}
