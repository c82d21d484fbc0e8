# What the builds, their schedule, and those who ask may do, and nothing else.

locals {
  lake = [for database in local.written : "${local.glue}:table/${database}/*"]
  read = [for layer in ["processed", "aggregated"] : local.databases[layer]]
}

data "aws_iam_policy_document" "trust" {
  for_each = { build = "states.amazonaws.com", schedule = "scheduler.amazonaws.com" }

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = [each.value]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "build" {
  #checkov:skip=CKV_AWS_111:the statement with "*" is about log deliveries, which know no resource
  #checkov:skip=CKV_AWS_356:the statement with "*" is about log deliveries, which know no resource
  statement {
    sid       = "Ask"
    actions   = ["athena:GetQueryExecution", "athena:GetQueryResults", "athena:GetWorkGroup", "athena:StartQueryExecution", "athena:StopQueryExecution"]
    resources = [aws_athena_workgroup.this["build"].arn]
  }

  statement {
    sid       = "FindCatalog"
    actions   = ["athena:GetDataCatalog"]
    resources = ["${local.athena}:datacatalog/AwsDataCatalog"]
  }

  statement {
    sid     = "ReadTables"
    actions = ["glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable", "glue:GetTables"]
    resources = concat(
      ["${local.glue}:catalog", "${local.glue}:database/default"],
      [for database in local.databases : "${local.glue}:database/${database}"],
      ["${local.glue}:table/${local.databases.raw}/*"],
      local.lake,
    )
  }

  statement {
    sid     = "WriteTables"
    actions = ["glue:CreateTable", "glue:UpdateTable"]
    resources = concat(
      ["${local.glue}:catalog"],
      [for database in local.written : "${local.glue}:database/${database}"],
      local.lake,
    )
  }

  statement {
    sid       = "FindBucket"
    actions   = ["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"]
    resources = [var.bucket.arn]
  }

  statement {
    sid       = "ListObjects"
    actions   = ["s3:ListBucket"]
    resources = [var.bucket.arn]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["raw/*", "warehouse/*", "athena/build/*"]
    }
  }

  statement {
    sid       = "ReadObjects"
    actions   = ["s3:GetObject"]
    resources = [for folder in ["raw", "warehouse", "athena/build"] : "${var.bucket.arn}/${folder}/*"]
  }

  statement {
    sid       = "WriteObjects"
    actions   = ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"]
    resources = [for folder in ["warehouse", "athena/build"] : "${var.bucket.arn}/${folder}/*"]
  }

  # What no state of a table needs any more.
  statement {
    sid       = "DeleteObjects"
    actions   = ["s3:DeleteObject"]
    resources = ["${var.bucket.arn}/warehouse/*"]
  }

  # Whether another build is at work.
  statement {
    sid       = "TakeTurns"
    actions   = ["states:ListExecutions"]
    resources = ["${local.prefix}:states:${var.region}:${local.account}:stateMachine:${var.name}-lake"]
  }

  # Deliveries of logs know no resource.
  statement {
    sid = "Log"
    actions = [
      "logs:CreateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:DescribeLogGroups",
      "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:UpdateLogDelivery",
    ]
    resources = ["*"]
  }
}

resource "aws_iam_role" "build" {
  name_prefix        = "${var.name}-lake-"
  assume_role_policy = data.aws_iam_policy_document.trust["build"].json
}

resource "aws_iam_role_policy" "build" {
  name   = "build"
  role   = aws_iam_role.build.id
  policy = data.aws_iam_policy_document.build.json
}

data "aws_iam_policy_document" "schedule" {
  statement {
    actions   = ["states:StartExecution"]
    resources = [aws_sfn_state_machine.build.arn]
  }
}

resource "aws_iam_role" "schedule" {
  name_prefix        = "${var.name}-schedule-"
  assume_role_policy = data.aws_iam_policy_document.trust["schedule"].json
}

resource "aws_iam_role_policy" "schedule" {
  name   = "start"
  role   = aws_iam_role.schedule.id
  policy = data.aws_iam_policy_document.schedule.json
}

# For people and tools that only ask: QuickSight, Metabase, Redshift Spectrum.
data "aws_iam_policy_document" "analysts" {
  statement {
    sid       = "Ask"
    actions   = ["athena:BatchGetQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults", "athena:GetQueryResultsStream", "athena:GetWorkGroup", "athena:ListQueryExecutions", "athena:StartQueryExecution", "athena:StopQueryExecution"]
    resources = [aws_athena_workgroup.this["analysts"].arn]
  }

  statement {
    sid       = "FindCatalog"
    actions   = ["athena:GetDataCatalog", "athena:GetDatabase", "athena:GetTableMetadata", "athena:ListDatabases", "athena:ListTableMetadata"]
    resources = ["${local.athena}:datacatalog/AwsDataCatalog"]
  }

  statement {
    sid     = "ReadTables"
    actions = ["glue:GetDatabase", "glue:GetDatabases", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable", "glue:GetTables"]
    resources = concat(
      ["${local.glue}:catalog", "${local.glue}:database/default"],
      [for database in local.read : "${local.glue}:database/${database}"],
      [for database in local.read : "${local.glue}:table/${database}/*"],
    )
  }

  statement {
    sid       = "FindBucket"
    actions   = ["s3:GetBucketLocation"]
    resources = [var.bucket.arn]
  }

  statement {
    sid       = "ListObjects"
    actions   = ["s3:ListBucket"]
    resources = [var.bucket.arn]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["warehouse/processed/*", "warehouse/aggregated/*", "athena/analysts/*"]
    }
  }

  statement {
    sid       = "ReadObjects"
    actions   = ["s3:GetObject"]
    resources = [for folder in ["warehouse/processed", "warehouse/aggregated", "athena/analysts"] : "${var.bucket.arn}/${folder}/*"]
  }

  statement {
    sid       = "KeepResults"
    actions   = ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"]
    resources = ["${var.bucket.arn}/athena/analysts/*"]
  }
}

resource "aws_iam_policy" "analysts" {
  name        = "${var.name}-analysts"
  description = "Asks Athena about the tables of ${var.name}, and changes nothing."
  policy      = data.aws_iam_policy_document.analysts.json
}
