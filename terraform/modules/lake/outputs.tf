output "machine" {
  description = "The state machine that builds the tables."
  value       = aws_sfn_state_machine.build.arn
}

output "workgroup" {
  description = "The workgroup of Athena for people and tools."
  value       = aws_athena_workgroup.this["analysts"].name
}

output "databases" {
  description = "The databases of Glue."
  value       = local.databases
}

output "analysts_policy" {
  description = "The policy that lets somebody ask, and nothing else."
  value       = aws_iam_policy.analysts.arn
}
