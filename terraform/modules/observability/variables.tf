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

variable "contact_email" {
  description = "Where alarms are sent; may be empty."
  type        = string
  nullable    = false
}

variable "instances_min" {
  description = "The fewest instances that are to be there."
  type        = number
  nullable    = false
}

variable "group" {
  description = "The group of the instances."
  type        = string
  nullable    = false
}

variable "is_scaled" {
  description = "Whether there is a load balancer."
  type        = bool
  nullable    = false
}

variable "balancer" {
  description = "The load balancer and its targets, as metrics name them."
  type        = object({ name = string, targets = string })
  nullable    = false
}

variable "streams" {
  description = "All streams of Firehose; none with the s3 sink."
  type        = list(string)
  nullable    = false
}

variable "buffer_seconds" {
  description = "How long Firehose buffers at most."
  type        = number
  nullable    = false
}

variable "spool_bytes" {
  description = "How much a spool holds before it is full."
  type        = number
  nullable    = false

  validation {
    condition     = var.spool_bytes > 0
    error_message = "spool_bytes is ${var.spool_bytes}; it is above 0."
  }
}

variable "lake" {
  description = "Whether tables are built, by which state machine, and how often."
  type        = object({ is_built = bool, machine = string, every_hours = number })
  nullable    = false
}

variable "meters" {
  description = "The meters of Inlet that CloudWatch has: those of a stream, and the others."
  type        = object({ of_streams = list(string), others = list(string) })
  nullable    = false
}
