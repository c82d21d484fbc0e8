# What can't be used is refused before anything is made.

mock_provider "aws" {
  source = "./tests/account"
}

variables {
  environment = "develop"
  mode        = "single"
  region      = "us-east-1"
  release     = { bucket = "inlet-releases", key = "releases/inlet.jar", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" }
}

run "refuses_environment" {
  command = plan

  variables {
    environment = "test"
  }

  expect_failures = [var.environment]
}

run "refuses_region" {
  command = plan

  variables {
    region = "Frankfurt"
  }

  expect_failures = [var.region]
}

run "refuses_mode" {
  command = plan

  variables {
    mode = "cluster"
  }

  expect_failures = [var.mode]
}

run "refuses_a_balancer_without_a_domain" {
  command = plan

  variables {
    mode = "scaled"
  }

  expect_failures = [var.mode]
}

run "refuses_a_balancer_without_a_certificate" {
  command = plan

  variables {
    mode   = "scaled"
    domain = "events.example.com"
  }

  expect_failures = [var.mode]
}

run "refuses_domain" {
  command = plan

  variables {
    domain = "https://events.example.com"
  }

  expect_failures = [var.domain]
}

run "refuses_zone_id" {
  command = plan

  variables {
    zone_id = "example.com"
  }

  expect_failures = [var.zone_id]
}

run "refuses_certificate_arn" {
  command = plan

  variables {
    certificate_arn = "arn:aws:iam::123456789012:server-certificate/x"
  }

  expect_failures = [var.certificate_arn]
}

run "refuses_contact_email" {
  command = plan

  variables {
    contact_email = "ops"
  }

  expect_failures = [var.contact_email]
}

run "refuses_sink" {
  command = plan

  variables {
    sink = "kafka"
  }

  expect_failures = [var.sink]
}

run "refuses_a_release_beside_the_releases" {
  command = plan

  variables {
    release = { bucket = "inlet-releases", key = "inlet.jar", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" }
  }

  expect_failures = [var.release]
}

run "refuses_a_release_without_a_checksum" {
  command = plan

  variables {
    release = { bucket = "inlet-releases", key = "releases/inlet.jar", sha256 = "latest" }
  }

  expect_failures = [var.release]
}

run "refuses_zones" {
  command = plan

  variables {
    zones = 4
  }

  expect_failures = [var.zones]
}

run "refuses_network_cidr" {
  command = plan

  variables {
    network_cidr = "10.0.0.0/24"
  }

  expect_failures = [var.network_cidr]
}

run "refuses_egress" {
  command = plan

  variables {
    egress = "internet"
  }

  expect_failures = [var.egress]
}

run "refuses_clients" {
  command = plan

  variables {
    clients = ["everybody"]
  }

  expect_failures = [var.clients]
}

run "refuses_instance_type" {
  command = plan

  variables {
    instance_type = "t4g.nano"
  }

  expect_failures = [var.instance_type]
}

run "refuses_instances_min" {
  command = plan

  variables {
    instances_min = 0
  }

  expect_failures = [var.instances_min]
}

run "refuses_instances_max" {
  command = plan

  variables {
    instances_max = 1
  }

  expect_failures = [var.instances_max]
}

run "refuses_spool_gib" {
  command = plan

  variables {
    spool_gib = 2
  }

  expect_failures = [var.spool_gib]
}

run "refuses_streams" {
  command = plan

  variables {
    streams = 0
  }

  expect_failures = [var.streams]
}

run "refuses_buffer_mib" {
  command = plan

  variables {
    buffer_mib = 256
  }

  expect_failures = [var.buffer_mib]
}

run "refuses_buffer_seconds" {
  command = plan

  variables {
    buffer_seconds = 1000
  }

  expect_failures = [var.buffer_seconds]
}

run "refuses_archive_days" {
  command = plan

  variables {
    archive_days = 0
  }

  expect_failures = [var.archive_days]
}

run "refuses_log_days" {
  command = plan

  variables {
    log_days = 8
  }

  expect_failures = [var.log_days]
}

run "refuses_lake_since" {
  command = plan

  variables {
    lake_since = "2026-13-01"
  }

  expect_failures = [var.lake_since]
}

run "refuses_lake_every_hours" {
  command = plan

  variables {
    lake_every_hours = 5
  }

  expect_failures = [var.lake_every_hours]
}

run "refuses_lake_pass_hours" {
  command = plan

  variables {
    lake_pass_hours = 0
  }

  expect_failures = [var.lake_pass_hours]
}

run "refuses_lake_scan_gib_max" {
  command = plan

  variables {
    lake_scan_gib_max = 0
  }

  expect_failures = [var.lake_scan_gib_max]
}
