output "url" {
  description = "Where clients send to."
  value       = module.collector.url
}

output "try_it" {
  description = "Sends an event."
  value       = "curl -i ${module.collector.url}/track -H 'Content-Type: application/json' -d '{\"userId\":\"ada\",\"events\":[{\"eventName\":\"signup\",\"metadata\":{},\"timestampUTC\":'$(date +%s)'}]}'"
}

output "see_it" {
  description = "Lists what is in the lake; an event is there after about a minute and the time that Firehose buffers."
  value       = "aws s3 ls --recursive s3://${module.delivery.bucket.name}/raw/"
}

output "bucket" {
  description = "The lake's bucket."
  value       = module.delivery.bucket.name
}

output "build_tables" {
  description = "Builds the tables now, and not at the next hour."
  value       = var.lake ? "aws stepfunctions start-execution --state-machine-arn ${module.lake[0].machine} --input '{\"hours\":3,\"passes\":40,\"care\":false}'" : ""
}

output "ask_it" {
  description = "Asks Athena what was done how often, by how many; the tables are there after the first build."
  value       = var.lake ? "id=$(aws athena start-query-execution --work-group ${module.lake[0].workgroup} --query QueryExecutionId --output text --query-string 'select * from ${module.lake[0].databases.aggregated}.daily_events order by event_date desc, events desc limit 20') && sleep 5 && aws athena get-query-results --query-execution-id $id --output text --query 'ResultSet.Rows[].[Data[].VarCharValue]'" : ""
}

output "analysts_policy" {
  description = "The policy that lets people and tools ask, and nothing else; Documentation.md says how QuickSight, Metabase and Redshift are connected."
  value       = var.lake ? module.lake[0].analysts_policy : ""
}

output "dns_record" {
  description = "The record to make for the domain; empty when there is nothing to do."
  value       = module.collector.dns_record
}

output "add_a_key" {
  description = "Makes a write key for the source web; without any, everybody may write. The first one counts after a restart, changes within two minutes."
  value       = "aws ssm put-parameter --type SecureString --name ${module.collector.keys_path}/web --value \"$(openssl rand -hex 24)\""
}

output "dashboard" {
  description = "Where the dashboard is seen."
  value       = module.observability.dashboard
}

output "logs" {
  description = "Follows what the instances log."
  value       = "aws logs tail --follow ${module.collector.log_group}"
}

output "group" {
  description = "The group of the instances."
  value       = module.collector.group
}

output "alarms" {
  description = "The names of all alarms."
  value       = module.observability.alarms
}

output "release" {
  description = "The jar that runs."
  value       = var.release
}
