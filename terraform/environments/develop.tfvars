# To try: one small instance, plain HTTP on port 8080.
environment    = "develop"
mode           = "single"
instance_type  = "t4g.micro"
buffer_seconds = 60
log_days       = 7
