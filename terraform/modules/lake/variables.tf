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

variable "bucket" {
  description = "The lake's bucket."
  type        = object({ name = string, arn = string })
  nullable    = false
}

variable "since" {
  description = "The first day of raw lines."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", var.since)) && can(timeadd("${var.since}T00:00:00Z", "0s"))
    error_message = "since is '${var.since}'; it is a day such as 2026-01-01."
  }
}

variable "every_hours" {
  description = "How often tables are built."
  type        = number
  nullable    = false

  validation {
    condition     = contains([1, 2, 3, 4, 6, 8, 12, 24], var.every_hours)
    error_message = "every_hours is ${var.every_hours}; it can be 1, 2, 3, 4, 6, 8, 12 or 24."
  }
}

variable "pass_hours" {
  description = "Of a backlog, how many hours are read at a time."
  type        = number
  nullable    = false

  validation {
    condition     = var.pass_hours >= 1 && var.pass_hours <= 720 && floor(var.pass_hours) == var.pass_hours
    error_message = "pass_hours is ${var.pass_hours}; it is a whole number from 1 to 720."
  }
}

variable "scan_gib_max" {
  description = "A query of people or tools that reads more than this is ended."
  type        = number
  nullable    = false

  validation {
    condition     = var.scan_gib_max >= 1 && var.scan_gib_max <= 7168 && floor(var.scan_gib_max) == var.scan_gib_max
    error_message = "scan_gib_max is ${var.scan_gib_max}; it is a whole number from 1 to 7168."
  }
}

variable "log_days" {
  description = "How long the log of failed builds is kept."
  type        = number
  nullable    = false
}
