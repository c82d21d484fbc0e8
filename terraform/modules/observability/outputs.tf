output "alarms" {
  description = "The names of all alarms."
  value       = [for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name]

  precondition {
    condition     = length(local.unshipped) == 0
    error_message = "alarms watch ${join(", ", local.unshipped)}, which no instance ships: add them to meters."
  }
}

output "dashboard" {
  description = "Where the dashboard is seen."
  value       = "https://${var.region}.console.aws.amazon.com/cloudwatch/home?region=${var.region}#dashboards/dashboard/${aws_cloudwatch_dashboard.this.dashboard_name}"
}

output "topic_arn" {
  description = "Where alarms are told; more can listen to it."
  value       = aws_sns_topic.alarms.arn
}
