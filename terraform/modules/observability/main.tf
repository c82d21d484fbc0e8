# What an operator is told, and can see. Documentation.md explains each alarm by its name.

data "aws_caller_identity" "this" {}

locals {
  inlet  = { namespace = "Inlet", dimensions = { environment = var.environment } }
  events = { namespace = "Inlet", dimensions = { environment = var.environment, stream = "events" } }

  # Each with what it is about, what is measured, above what it goes off, and for how many minutes, or
  # as many of its periods.
  of_inlet = {
    spool-age = merge(local.events, {
      about = "The oldest event that is not delivered is older than five minutes.", metric = "inlet_spool_oldest_age_seconds", statistic = "Maximum", above = 300, minutes = 5, missing = "breaching",
    })
    spool-size = merge(local.events, {
      about = "A spool is more than two thirds full; when it is full, it answers 503.", metric = "inlet_spool_bytes", statistic = "Maximum", above = floor(var.spool_bytes * 2 / 3), minutes = 5, missing = "notBreaching",
    })
    spool-trouble = merge(local.events, {
      about = "An instance takes no events: its spool is full, or its disk failed.", metric = "inlet_spool_trouble", statistic = "Maximum", above = 0, minutes = 2, missing = "notBreaching",
    })
    spool-damaged = merge(local.events, {
      about = "Records were damaged on disk and set aside.", metric = "inlet_spool_damaged_total", statistic = "Sum", above = 0, minutes = 1, missing = "notBreaching",
    })
    delivery-trouble = merge(local.events, {
      about = "An instance delivers nothing; /health says why.", metric = "inlet_delivery_trouble", statistic = "Maximum", above = 0, minutes = 10, missing = "notBreaching",
    })
    rejected-lost = merge(local.inlet, {
      about = "Rejected records found no room in their spool.", metric = "inlet_rejected_lost_total", statistic = "Sum", above = 0, minutes = 5, missing = "notBreaching",
    })
    # Told of every five minutes, and less often while volumes are delivered.
    volumes-waiting = merge(local.inlet, {
      period = 1800,
      about  = "A spool volume of an instance that is gone still holds events.", metric = "SpoolVolumesWaiting", statistic = "Minimum", above = 0, minutes = 1, missing = "notBreaching",
    })
    disk-spool = {
      namespace = "Inlet", dimensions = { environment = var.environment, path = "/var/lib/inlet" },
      about     = "The volume of a spool is more than 95 % full.", metric = "disk_used_percent", statistic = "Maximum", above = 95, minutes = 5, missing = "notBreaching",
    }
    disk-root = {
      namespace = "Inlet", dimensions = { environment = var.environment, path = "/" },
      about     = "The root volume of an instance is more than 90 % full.", metric = "disk_used_percent", statistic = "Maximum", above = 90, minutes = 5, missing = "notBreaching",
    }
    instances = {
      namespace = "AWS/AutoScaling", dimensions = { AutoScalingGroupName = var.group },
      about     = "Fewer instances are in service than there should be.", metric = "GroupInServiceInstances", statistic = "Minimum", below = var.instances_min, minutes = 15, missing = "breaching",
    }
  }

  of_firehose = merge([
    for stream in var.streams : {
      "freshness-${stream}" = {
        namespace = "AWS/Firehose", dimensions = { DeliveryStreamName = stream },
        about     = "The oldest record in this stream waits longer than its buffer and ten minutes: Firehose can't write to the bucket.", metric = "DeliveryToS3.DataFreshness", statistic = "Maximum", above = var.buffer_seconds + 600, minutes = 5, missing = "notBreaching",
      }
      "throttled-${stream}" = {
        namespace = "AWS/Firehose", dimensions = { DeliveryStreamName = stream },
        about     = "This stream takes less than is sent: add streams, or have its quota raised.", metric = "ThrottledRecords", statistic = "Sum", above = 0, minutes = 15, missing = "notBreaching",
      }
    }
  ]...)

  of_balancer = var.is_scaled ? {
    balancer-5xx = {
      namespace = "AWS/ApplicationELB", dimensions = { LoadBalancer = var.balancer.name },
      about     = "The load balancer itself answers with 5xx: it finds no instance that is ready.", metric = "HTTPCode_ELB_5XX_Count", statistic = "Sum", above = 10, minutes = 5, missing = "notBreaching",
    }
    inlet-5xx = {
      namespace = "AWS/ApplicationELB", dimensions = { LoadBalancer = var.balancer.name },
      about     = "Instances answer with 5xx: they are full, or draining.", metric = "HTTPCode_Target_5XX_Count", statistic = "Sum", above = 10, minutes = 5, missing = "notBreaching",
    }
    unhealthy-hosts = {
      namespace = "AWS/ApplicationELB", dimensions = { LoadBalancer = var.balancer.name, TargetGroup = var.balancer.targets },
      about     = "An instance has not been ready for ten minutes.", metric = "UnHealthyHostCount", statistic = "Maximum", above = 0, minutes = 10, missing = "notBreaching",
    }
  } : {}

  of_lake = {
    lake-failed = {
      namespace = "AWS/States", dimensions = { StateMachineArn = var.lake.machine },
      about     = "A build of the tables failed; the next one does what was left.", metric = "ExecutionsFailed", statistic = "Sum", above = 0, minutes = 1, missing = "notBreaching",
    }
    lake-late = {
      namespace = "AWS/States", dimensions = { StateMachineArn = var.lake.machine }, period = 3600,
      about     = "No build of the tables has ended well for two of its turns.", metric = "ExecutionsSucceeded", statistic = "Sum", below = 1, minutes = 2 * var.lake.every_hours + 1, missing = "breaching",
    }
  }

  alarms = merge(local.of_inlet, local.of_firehose, local.of_balancer, {
    for name, alarm in local.of_lake : name => alarm if var.lake.is_built
  })

  watched   = [for alarm in local.alarms : alarm.metric if startswith(alarm.metric, "inlet_")]
  unshipped = tolist(setsubtract(local.watched, concat(var.meters.of_streams, var.meters.others)))

}

resource "aws_sns_topic" "alarms" {
  #checkov:skip=CKV_AWS_26:CloudWatch can't send to a topic under SNS's own key, and what it sends is no event
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_subscription" "contact" {
  count = var.contact_email == "" ? 0 : 1

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.contact_email
}

data "aws_iam_policy_document" "alarms" {
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.this.account_id]
    }
  }
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms.json
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.about} See 'Alarms' in Documentation.md."
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  comparison_operator = can(each.value.below) ? "LessThanThreshold" : "GreaterThanThreshold"
  threshold           = try(each.value.below, each.value.above)
  period              = try(each.value.period, 60)
  evaluation_periods  = each.value.minutes
  datapoints_to_alarm = each.value.minutes
  treat_missing_data  = each.value.missing
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

locals {
  graphs = concat(
    [
      { title = "Events acknowledged a minute", stat = "Sum", metrics = [["Inlet", "inlet_events_acknowledged_total", "environment", var.environment]] },
      { title = "Events refused a minute", stat = "Sum", metrics = [["Inlet", "inlet_events_refused_total", "environment", var.environment]] },
      { title = "Age of the oldest undelivered event, seconds", stat = "Maximum", metrics = [["Inlet", "inlet_spool_oldest_age_seconds", "environment", var.environment, "stream", "events"]] },
      { title = "Bytes in the fullest spool", stat = "Maximum", metrics = [["Inlet", "inlet_spool_bytes", "environment", var.environment, "stream", "events"]] },
      { title = "Memory and disk, percent", stat = "Maximum", metrics = [["Inlet", "mem_used_percent", "environment", var.environment], ["Inlet", "disk_used_percent", "environment", var.environment, "path", "/var/lib/inlet"]] },
      { title = "Instances in service", stat = "Minimum", metrics = [["AWS/AutoScaling", "GroupInServiceInstances", "AutoScalingGroupName", var.group]] },
    ],
    length(var.streams) == 0 ? [] : [
      { title = "Firehose: age of the oldest record, seconds", stat = "Maximum", metrics = [for stream in var.streams : ["AWS/Firehose", "DeliveryToS3.DataFreshness", "DeliveryStreamName", stream]] },
      { title = "Firehose: bytes taken", stat = "Sum", metrics = [for stream in var.streams : ["AWS/Firehose", "IncomingBytes", "DeliveryStreamName", stream]] },
    ],
    var.is_scaled ? [
      { title = "Load balancer: requests, and answers 5xx", stat = "Sum", metrics = [["AWS/ApplicationELB", "RequestCount", "LoadBalancer", var.balancer.name], ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", var.balancer.name]] },
      { title = "Load balancer: response time, seconds", stat = "p99", metrics = [["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.balancer.name]] },
    ] : [],
  )
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [
      for index, graph in local.graphs : {
        type   = "metric"
        x      = index % 2 * 12
        y      = floor(index / 2) * 6
        width  = 12
        height = 6
        properties = {
          title   = graph.title
          region  = var.region
          stat    = graph.stat
          period  = 60
          metrics = graph.metrics
        }
      }
    ]
  })
}
