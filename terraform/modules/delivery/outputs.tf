output "bucket" {
  description = "The lake's bucket."
  value       = { name = aws_s3_bucket.lake.id, arn = aws_s3_bucket.lake.arn }
}

output "event_streams" {
  description = "The streams that share the events; none with the s3 sink."
  value       = [for key, stream in aws_kinesis_firehose_delivery_stream.this : stream.name if key != "rejected"]
}

output "rejected_stream" {
  description = "The stream of rejected records; empty with the s3 sink."
  value       = try(aws_kinesis_firehose_delivery_stream.this["rejected"].name, "")
}

output "stream_arns" {
  description = "All streams."
  value       = [for stream in aws_kinesis_firehose_delivery_stream.this : stream.arn]
}
