variable "name" {
  description = "What the names of its parts start with."
  type        = string
  nullable    = false
}

variable "environment" {
  description = "The environment, as metrics name it."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region of AWS."
  type        = string
  nullable    = false
}

variable "mode" {
  description = "single: one instance with an address. scaled: a load balancer over a group."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["single", "scaled"], var.mode)
    error_message = "mode is '${var.mode}'; it can be single or scaled."
  }
}

variable "domain" {
  description = "The name that clients send to; empty for plain HTTP on port 8080."
  type        = string
  nullable    = false
}

variable "zone_id" {
  description = "The hosted zone that the domain is in; empty when it is kept elsewhere."
  type        = string
  nullable    = false
}

variable "certificate_arn" {
  description = "The certificate of the load balancer; empty to have one made."
  type        = string
  nullable    = false
}

variable "contact_email" {
  description = "What Let's Encrypt is told; may be empty."
  type        = string
  nullable    = false
}

variable "network" {
  description = "The network, and its subnets."
  type = object({
    vpc_id             = string
    cidr               = string
    public_subnet_ids  = list(string)
    private_subnet_ids = list(string)
  })
  nullable = false
}

variable "clients" {
  description = "The addresses that may send events."
  type        = list(string)
  nullable    = false
}

variable "instance_type" {
  description = "The type of the instances."
  type        = string
  nullable    = false
}

variable "instances_min" {
  description = "The fewest instances of a group."
  type        = number
  nullable    = false
}

variable "instances_max" {
  description = "The most instances of a group."
  type        = number
  nullable    = false

  validation {
    condition     = var.instances_max >= var.instances_min
    error_message = "instances_max is ${var.instances_max}; it is at least instances_min (${var.instances_min})."
  }
}

variable "spool_gib" {
  description = "The size of the volume of each instance's spool."
  type        = number
  nullable    = false
}

variable "release" {
  description = "The jar to run."
  type        = object({ bucket = string, key = string, sha256 = string })
  nullable    = false
}

variable "sink" {
  description = "Where events are delivered: firehose or s3."
  type        = string
  nullable    = false
}

variable "lake" {
  description = "The lake's bucket."
  type        = object({ name = string, arn = string })
  nullable    = false
}

variable "event_streams" {
  description = "The streams that share the events."
  type        = list(string)
  nullable    = false
}

variable "rejected_stream" {
  description = "The stream of rejected records."
  type        = string
  nullable    = false
}

variable "stream_arns" {
  description = "All streams."
  type        = list(string)
  nullable    = false
}

variable "log_days" {
  description = "How long logs are kept."
  type        = number
  nullable    = false
}

variable "drain_hours" {
  description = "How long an instance that is to end may deliver what it has; after that its volume waits for another instance."
  type        = number
  nullable    = false
  default     = 2

  validation {
    condition     = var.drain_hours >= 1 && var.drain_hours <= 24
    error_message = "drain_hours is ${var.drain_hours}; a hook that is to hear something every 15 minutes lasts 25 hours."
  }
}

variable "meters" {
  description = "The meters of Inlet that CloudWatch is to have: those of a stream, and the others."
  type        = object({ of_streams = list(string), others = list(string) })
  nullable    = false
}
