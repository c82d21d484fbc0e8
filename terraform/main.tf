# Inlet on AWS: a network, the lake's bucket and its streams, instances that take events, tables of what
# they took, and what an operator sees of all that.

locals {
  name      = "inlet-${var.environment}"
  is_scaled = var.mode == "scaled"

  # The meters of Inlet that alarms and the dashboard need: those of a stream, and the others. Each costs
  # 30 cents a month.
  meters = {
    of_streams = [
      "inlet_spool_oldest_age_seconds",
      "inlet_spool_bytes",
      "inlet_spool_trouble",
      "inlet_spool_damaged_total",
      "inlet_delivery_trouble",
    ]
    others = [
      "inlet_events_acknowledged_total",
      "inlet_events_refused_total",
      "inlet_rejected_lost_total",
    ]
  }
}

module "network" {
  source = "./modules/network"

  name       = local.name
  region     = var.region
  cidr       = var.network_cidr
  zones      = var.zones
  is_private = local.is_scaled
  egress     = var.egress
  log_days   = var.log_days
}

module "delivery" {
  source = "./modules/delivery"

  name           = local.name
  region         = var.region
  sink           = var.sink
  streams        = var.streams
  buffer_mib     = var.buffer_mib
  buffer_seconds = var.buffer_seconds
  archive_days   = var.archive_days
  log_days       = var.log_days
  is_expendable  = var.is_expendable
}

module "collector" {
  source = "./modules/collector"

  name            = local.name
  environment     = var.environment
  region          = var.region
  mode            = var.mode
  domain          = var.domain
  zone_id         = var.zone_id
  certificate_arn = var.certificate_arn
  contact_email   = var.contact_email
  network         = module.network
  clients         = var.clients
  instance_type   = var.instance_type
  instances_min   = var.instances_min
  instances_max   = var.instances_max
  spool_gib       = var.spool_gib
  release         = var.release
  sink            = var.sink
  lake            = module.delivery.bucket
  event_streams   = module.delivery.event_streams
  rejected_stream = module.delivery.rejected_stream
  stream_arns     = module.delivery.stream_arns
  log_days        = var.log_days
  meters          = local.meters
}

module "lake" {
  source = "./modules/lake"
  count  = var.lake ? 1 : 0

  name         = local.name
  region       = var.region
  bucket       = module.delivery.bucket
  since        = var.lake_since
  every_hours  = var.lake_every_hours
  pass_hours   = var.lake_pass_hours
  scan_gib_max = var.lake_scan_gib_max
  log_days     = var.log_days
}

module "observability" {
  source = "./modules/observability"

  name           = local.name
  environment    = var.environment
  region         = var.region
  contact_email  = var.contact_email
  instances_min  = local.is_scaled ? var.instances_min : 1
  group          = module.collector.group
  is_scaled      = local.is_scaled
  balancer       = module.collector.balancer
  streams        = concat(module.delivery.event_streams, compact([module.delivery.rejected_stream]))
  buffer_seconds = var.buffer_seconds
  spool_bytes    = module.collector.spool_bytes
  lake           = { is_built = var.lake, machine = try(module.lake[0].machine, ""), every_hours = var.lake_every_hours }
  meters         = local.meters
}
