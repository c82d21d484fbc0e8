variable "name" {
  description = "What the names of its parts start with."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region of AWS."
  type        = string
  nullable    = false
}

variable "cidr" {
  description = "The addresses of the network."
  type        = string
  nullable    = false

  validation {
    condition     = can(cidrsubnet(var.cidr, 4, 15))
    error_message = "cidr is '${var.cidr}'; it needs room for sixteen subnets."
  }
}

variable "zones" {
  description = "How many availability zones it is in."
  type        = number
  nullable    = false

  validation {
    condition     = contains([2, 3], var.zones)
    error_message = "zones is ${var.zones}; it can be 2 or 3."
  }
}

variable "is_private" {
  description = "Whether there are private subnets, with a way from them to AWS."
  type        = bool
  nullable    = false
}

variable "egress" {
  description = "The way from private subnets to AWS: endpoints or nat."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["endpoints", "nat"], var.egress)
    error_message = "egress is '${var.egress}'; it can be endpoints or nat."
  }
}

variable "log_days" {
  description = "How long flow logs are kept."
  type        = number
  nullable    = false
}
