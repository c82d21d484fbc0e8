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

variable "sink" {
  description = "Who writes to the bucket: firehose, or s3 for Inlet itself."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["firehose", "s3"], var.sink)
    error_message = "sink is '${var.sink}'; it can be firehose or s3."
  }
}

variable "streams" {
  description = "How many streams share the events."
  type        = number
  nullable    = false
}

variable "buffer_mib" {
  description = "A stream writes an object when it has this much."
  type        = number
  nullable    = false

  validation {
    condition     = var.buffer_mib >= 1 && var.buffer_mib <= 128
    error_message = "buffer_mib is ${var.buffer_mib}; Firehose takes 1 to 128."
  }
}

variable "buffer_seconds" {
  description = "A stream writes an object at the latest after this time."
  type        = number
  nullable    = false

  validation {
    condition     = var.buffer_seconds >= 0 && var.buffer_seconds <= 900
    error_message = "buffer_seconds is ${var.buffer_seconds}; Firehose takes 0 to 900."
  }
}

variable "archive_days" {
  description = "After how many days raw events move to Glacier Instant Retrieval."
  type        = number
  nullable    = false
}

variable "log_days" {
  description = "How long Firehose's logs are kept."
  type        = number
  nullable    = false
}

variable "is_expendable" {
  description = "Whether the bucket may be deleted with what is in it."
  type        = bool
  nullable    = false
}
