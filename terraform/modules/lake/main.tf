# Tables of what lies in the lake's bucket: raw lines as Athena sees them, and a state machine that makes
# Iceberg tables of them, with the same models that 'inlet lake build' runs.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
  prefix  = "arn:${data.aws_partition.this.partition}"
  glue    = "${local.prefix}:glue:${var.region}:${local.account}"
  athena  = "${local.prefix}:athena:${var.region}:${local.account}"

  # What the databases of Glue are named, by what the models name them.
  databases = {
    for layer in ["raw", "processed", "aggregated", "work"] : layer => "${replace(var.name, "-", "_")}_${layer}"
  }
  written = [for layer in ["processed", "aggregated", "work"] : local.databases[layer]]

  workgroups = {
    analysts = { name = var.name, about = "Queries of people and of tools", scan_gib_max = var.scan_gib_max }
    build    = { name = "${var.name}-build", about = "Statements that make the tables", scan_gib_max = 10240 }
  }
}

resource "aws_glue_catalog_database" "this" {
  for_each = local.databases

  name = each.value
}

# A line is one column, and is taken apart by statements: what maps JSON to columns loses the digits of
# long numbers. Partitions follow from the names of folders, and are never listed.
resource "aws_glue_catalog_table" "raw" {
  for_each = toset(["events", "rejected"])

  name          = each.key
  database_name = aws_glue_catalog_database.this["raw"].name
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    EXTERNAL                    = "TRUE"
    "projection.enabled"        = "true"
    "projection.date.type"      = "date"
    "projection.date.format"    = "yyyy-MM-dd"
    "projection.date.range"     = "${var.since},NOW+1DAYS"
    "projection.hour.type"      = "integer"
    "projection.hour.range"     = "0,23"
    "projection.hour.digits"    = "2"
    "storage.location.template" = "s3://${var.bucket.name}/raw/${each.key}/date=$${date}/hour=$${hour}/"
  }

  partition_keys {
    name = "date"
    type = "string"
  }

  partition_keys {
    name = "hour"
    type = "string"
  }

  storage_descriptor {
    location      = "s3://${var.bucket.name}/raw/${each.key}/"
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    columns {
      name = "line"
      type = "string"
    }

    # Without an escape character, and with a separator that no line of JSON holds.
    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
      parameters            = { "field.delim" = "\u0001", "serialization.format" = "1" }
    }
  }
}

resource "aws_athena_workgroup" "this" {
  #checkov:skip=CKV_AWS_159:results are encrypted with S3's own keys, as the bucket that they lie in
  for_each = local.workgroups

  name          = each.value.name
  description   = each.value.about
  force_destroy = true

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = each.value.scan_gib_max * pow(1024, 3)

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location       = "s3://${var.bucket.name}/athena/${each.key}/"
      expected_bucket_owner = local.account

      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "build" {
  #checkov:skip=CKV_AWS_158:it holds names of states and statements and no events, under CloudWatch's own encryption
  #checkov:skip=CKV_AWS_338:how long it is kept is the operator's choice (log_days)
  # Groups of this name count once in what CloudWatch lets Step Functions write to, however many there are.
  name              = "/aws/vendedlogs/states/${var.name}-lake"
  retention_in_days = var.log_days
}

resource "aws_sfn_state_machine" "build" {
  #checkov:skip=CKV_AWS_284:its history tells how long each state took; traces would add a permission on everything
  name     = "${var.name}-lake"
  role_arn = aws_iam_role.build.arn

  definition = templatefile("${path.module}/build.asl.json", merge(local.databases, {
    partition  = data.aws_partition.this.partition
    workgroup  = aws_athena_workgroup.this["build"].name
    bucket     = var.bucket.name
    since      = var.since
    pass_hours = var.pass_hours
  }))

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "${aws_cloudwatch_log_group.build.arn}:*"
  }

  depends_on = [aws_iam_role_policy.build, aws_glue_catalog_table.raw]
}

# Objects come late by what Firehose buffers, or by a day when it could not write. So each build reads some
# hours again, and the one at night some days; that one also tidies up.
resource "aws_scheduler_schedule" "this" {
  #checkov:skip=CKV_AWS_297:what it starts is named in it, and no secret
  for_each = merge(
    { "-nightly" = { at = "cron(35 1 * * ? *)", input = { hours = 72, passes = 40, care = true } } },
    var.every_hours == 24 ? {} : { "" = { at = "cron(5 0/${var.every_hours} * * ? *)", input = { hours = 3, passes = 40, care = false } } },
  )

  name                = "${var.name}-lake${each.key}"
  schedule_expression = each.value.at

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sfn_state_machine.build.arn
    role_arn = aws_iam_role.schedule.arn
    input    = jsonencode(each.value.input)
  }
}
