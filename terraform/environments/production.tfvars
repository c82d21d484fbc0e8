# A load balancer over two to six instances. Set domain, and zone_id or certificate_arn, here or as
# TF_VAR_domain and so on.
environment   = "production"
mode          = "scaled"
instance_type = "m7g.medium"
instances_max = 6
spool_gib     = 32
log_days      = 90

# A build reads all that those people did of whom there is something new.
lake_every_hours = 24
