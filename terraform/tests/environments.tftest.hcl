# Each environment as its file says, and what both modes have and have not.

mock_provider "aws" {
  source = "./tests/account"
}

variables {
  region  = "us-east-1"
  release = { bucket = "inlet-releases", key = "releases/inlet.jar", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" }
}

run "develop_is_a_demo_on_one_instance" {
  variables {
    environment    = "develop"
    mode           = "single"
    instance_type  = "t4g.micro"
    buffer_seconds = 60
    log_days       = 7
  }

  assert {
    condition     = endswith(output.url, ":8080") && startswith(output.url, "http://")
    error_message = "without a domain the URL is plain HTTP on port 8080, and not ${output.url}"
  }

  assert {
    condition     = length(module.collector.balancer.name) == 0
    error_message = "a single instance has no load balancer"
  }

  assert {
    condition     = length(module.network.private_subnet_ids) == 0
    error_message = "a single instance needs no private subnets, and pays for no endpoints"
  }
}

run "staging_has_tls_with_a_domain" {
  variables {
    environment = "staging"
    mode        = "single"
    domain      = "events.example.com"
  }

  assert {
    condition     = output.url == "https://events.example.com"
    error_message = "the URL is ${output.url}"
  }

  assert {
    condition     = startswith(output.dns_record, "events.example.com A ")
    error_message = "the operator is told which record to make, and not '${output.dns_record}'"
  }
}

run "production_is_a_group_behind_a_balancer" {
  variables {
    environment   = "production"
    mode          = "scaled"
    instance_type = "m7g.medium"
    instances_max = 6
    spool_gib     = 32
    log_days      = 90
    domain        = "events.example.com"
    zone_id       = "Z0123456789ABCDEFGHIJ"
  }

  assert {
    condition     = output.url == "https://events.example.com" && output.dns_record == ""
    error_message = "with a zone the record is made, and nothing is left to do"
  }

  assert {
    condition     = length(module.network.private_subnet_ids) == 2
    error_message = "instances are in private subnets"
  }

  assert {
    condition     = alltrue([for alarm in ["balancer-5xx", "unhealthy-hosts", "spool-age", "freshness-inlet-production-events-1"] : contains(output.alarms, "inlet-production-${alarm}")])
    error_message = "an alarm is missing of ${join(", ", output.alarms)}"
  }
}

run "three_zones_and_gateways" {
  variables {
    environment     = "production"
    mode            = "scaled"
    zones           = 3
    egress          = "nat"
    streams         = 3
    domain          = "events.example.com"
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  }

  assert {
    condition     = length(module.network.private_subnet_ids) == 3 && length(module.delivery.event_streams) == 3
    error_message = "there are ${length(module.network.private_subnet_ids)} subnets and ${length(module.delivery.event_streams)} streams"
  }

  assert {
    condition     = startswith(output.dns_record, "events.example.com CNAME ")
    error_message = "without a zone the operator makes the record"
  }
}

run "without_firehose" {
  variables {
    environment = "develop"
    mode        = "single"
    sink        = "s3"
  }

  assert {
    condition     = length(module.delivery.stream_arns) == 0 && module.delivery.rejected_stream == ""
    error_message = "the s3 sink needs no stream"
  }
}

run "with_tables" {
  variables {
    environment = "develop"
    mode        = "single"
  }

  assert {
    condition     = alltrue([for alarm in ["lake-failed", "lake-late"] : contains(output.alarms, "inlet-develop-${alarm}")])
    error_message = "an alarm is missing of ${join(", ", output.alarms)}"
  }

  assert {
    condition     = strcontains(output.ask_it, "inlet_develop_aggregated.daily_events") && strcontains(output.ask_it, "--work-group inlet-develop ")
    error_message = "the operator is told what to ask, and not '${output.ask_it}'"
  }
}

run "without_tables" {
  variables {
    environment = "develop"
    mode        = "single"
    lake        = false
  }

  assert {
    condition     = length(module.lake) == 0 && output.ask_it == "" && output.build_tables == ""
    error_message = "nothing is made for tables that nobody wants"
  }

  assert {
    condition     = alltrue([for alarm in output.alarms : !strcontains(alarm, "-lake-")])
    error_message = "an alarm watches what is not there: ${join(", ", output.alarms)}"
  }
}

run "forgets_what_was_replaced" {
  module {
    source = "./modules/delivery"
  }

  variables {
    name           = "inlet-develop"
    sink           = "firehose"
    streams        = 1
    buffer_mib     = 5
    buffer_seconds = 60
    archive_days   = 90
    log_days       = 7
    is_expendable  = false
  }

  assert {
    condition = {
      for rule in aws_s3_bucket_lifecycle_configuration.lake.rule :
      rule.filter[0].prefix => rule.noncurrent_version_expiration[0].noncurrent_days
      if length(rule.noncurrent_version_expiration) > 0
    } == { "" = 30, "_ledger/" = 1 }
    error_message = "the ledger is replaced every minute, and its old versions need not be kept as long as others"
  }
}
