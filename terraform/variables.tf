variable "environment" {
  description = "The environment: it is in the name of everything, and says what is asked before something is destroyed."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["develop", "staging", "production"], var.environment)
    error_message = "environment is '${var.environment}'; it can be develop, staging or production."
  }
}

variable "region" {
  description = "The region of AWS; the scripts pass AWS_REGION."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region is '${var.region}'; it is a name such as eu-central-1."
  }
}

variable "mode" {
  description = "single: one instance with an Elastic IP. scaled: a load balancer over a group of instances in private subnets."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["single", "scaled"], var.mode)
    error_message = "mode is '${var.mode}'; it can be single or scaled."
  }

  validation {
    condition     = var.mode == "single" || var.domain != ""
    error_message = "mode is '${var.mode}' and domain is '${var.domain}'; a load balancer needs the name that its certificate is for."
  }

  validation {
    condition     = var.mode == "single" || var.certificate_arn != "" || var.zone_id != ""
    error_message = "mode is '${var.mode}', and certificate_arn and zone_id are '${var.certificate_arn}' and '${var.zone_id}'; name a certificate, or the zone of Route 53 that one can be proved in."
  }
}

variable "domain" {
  description = "The name that clients send to, such as events.example.com. Empty, in single mode: plain HTTP on port 8080 of the Elastic IP, for a demo."
  type        = string
  nullable    = false
  default     = ""

  validation {
    condition     = var.domain == "" || can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "domain is '${var.domain}'; it is a name such as events.example.com, in lower case."
  }
}

variable "zone_id" {
  description = "The hosted zone of Route 53 that the domain is in. Empty when it is kept elsewhere: the outputs then say which record to make."
  type        = string
  nullable    = false
  default     = ""

  validation {
    condition     = var.zone_id == "" || can(regex("^[A-Z0-9]+$", var.zone_id))
    error_message = "zone_id is '${var.zone_id}'; it is an id such as Z0123456789ABCDEFGHIJ."
  }
}

variable "certificate_arn" {
  description = "A certificate of ACM for the domain, in scaled mode. Empty: one is made and proved in the zone."
  type        = string
  nullable    = false
  default     = ""

  validation {
    condition     = var.certificate_arn == "" || can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]+$", var.certificate_arn))
    error_message = "certificate_arn is '${var.certificate_arn}'; it is an ARN of ACM."
  }
}

variable "contact_email" {
  description = "Where alarms are sent, and what Let's Encrypt is told. Empty: alarms are only seen in the console."
  type        = string
  nullable    = false
  default     = ""

  validation {
    condition     = var.contact_email == "" || can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", var.contact_email))
    error_message = "contact_email is '${var.contact_email}'; it is an address such as ops@example.com."
  }
}

variable "sink" {
  description = "firehose: Amazon Data Firehose writes to the bucket. s3: Inlet itself does."
  type        = string
  nullable    = false
  default     = "firehose"

  validation {
    condition     = contains(["firehose", "s3"], var.sink)
    error_message = "sink is '${var.sink}'; it can be firehose or s3."
  }
}

variable "release" {
  description = "The jar to run: its key in the bucket of releases, and its SHA-256. scripts/up and scripts/deploy upload it and pass both."
  type        = object({ bucket = string, key = string, sha256 = string })
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.release.bucket))
    error_message = "release.bucket is '${var.release.bucket}'; it is the name of a bucket."
  }

  validation {
    condition     = can(regex("^releases/[A-Za-z0-9._/-]+\\.jar$", var.release.key))
    error_message = "release.key is '${var.release.key}'; it is below releases/ and ends in .jar."
  }

  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.release.sha256))
    error_message = "release.sha256 is '${var.release.sha256}'; it has 64 hexadecimal digits."
  }
}

variable "zones" {
  description = "How many availability zones the network has."
  type        = number
  nullable    = false
  default     = 2

  validation {
    condition     = contains([2, 3], var.zones)
    error_message = "zones is ${var.zones}; it can be 2 or 3."
  }
}

variable "network_cidr" {
  description = "The addresses of the network, a /16 to /20."
  type        = string
  nullable    = false
  default     = "10.42.0.0/16"

  validation {
    condition     = can(cidrhost(var.network_cidr, 0)) && try(tonumber(split("/", var.network_cidr)[1]) >= 16 && tonumber(split("/", var.network_cidr)[1]) <= 20, false)
    error_message = "network_cidr is '${var.network_cidr}'; it is an address with a prefix of 16 to 20, such as 10.42.0.0/16."
  }
}

variable "egress" {
  description = "How instances in private subnets reach AWS: endpoints (nothing else is reachable) or nat (one gateway a zone)."
  type        = string
  nullable    = false
  default     = "endpoints"

  validation {
    condition     = contains(["endpoints", "nat"], var.egress)
    error_message = "egress is '${var.egress}'; it can be endpoints or nat."
  }
}

variable "clients" {
  description = "The addresses that may send events."
  type        = list(string)
  nullable    = false
  default     = ["0.0.0.0/0"]

  validation {
    condition     = length(var.clients) > 0 && alltrue([for cidr in var.clients : can(cidrhost(cidr, 0))])
    error_message = "clients is ${jsonencode(var.clients)}; each is an address with its prefix, such as 203.0.113.0/24."
  }
}

variable "instance_type" {
  description = "The type of the instances; 1 GiB of memory or more."
  type        = string
  nullable    = false
  default     = "t4g.small"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*\\.[a-z0-9]+$", var.instance_type)) && !can(regex("\\.nano$", var.instance_type))
    error_message = "instance_type is '${var.instance_type}'; it is a type such as t4g.small, with 1 GiB of memory or more."
  }
}

variable "instances_min" {
  description = "The fewest instances, in scaled mode."
  type        = number
  nullable    = false
  default     = 2

  validation {
    condition     = var.instances_min >= 1 && var.instances_min <= 100 && floor(var.instances_min) == var.instances_min
    error_message = "instances_min is ${var.instances_min}; it is a whole number from 1 to 100."
  }
}

variable "instances_max" {
  description = "The most instances, in scaled mode."
  type        = number
  nullable    = false
  default     = 4

  validation {
    condition     = var.instances_max >= var.instances_min && var.instances_max <= 100 && floor(var.instances_max) == var.instances_max
    error_message = "instances_max is ${var.instances_max}; it is a whole number from instances_min (${var.instances_min}) to 100."
  }
}

variable "spool_gib" {
  description = "The size of the volume that keeps what is not delivered yet; each instance has one."
  type        = number
  nullable    = false
  default     = 8

  validation {
    condition     = var.spool_gib >= 4 && var.spool_gib <= 1024 && floor(var.spool_gib) == var.spool_gib
    error_message = "spool_gib is ${var.spool_gib}; it is a whole number from 4 to 1024."
  }
}

variable "streams" {
  description = "How many Firehose streams share the events: one takes 5 MiB a second in us-east-1, us-west-2 and eu-west-1, and 1 MiB elsewhere."
  type        = number
  nullable    = false
  default     = 1

  validation {
    condition     = var.streams >= 1 && var.streams <= 20 && floor(var.streams) == var.streams
    error_message = "streams is ${var.streams}; it is a whole number from 1 to 20."
  }
}

variable "buffer_mib" {
  description = "Firehose writes an object when it has this much."
  type        = number
  nullable    = false
  default     = 64

  validation {
    condition     = var.buffer_mib >= 1 && var.buffer_mib <= 128 && floor(var.buffer_mib) == var.buffer_mib
    error_message = "buffer_mib is ${var.buffer_mib}; Firehose takes 1 to 128."
  }
}

variable "buffer_seconds" {
  description = "Firehose writes an object at the latest after this time."
  type        = number
  nullable    = false
  default     = 300

  validation {
    condition     = var.buffer_seconds >= 0 && var.buffer_seconds <= 900 && floor(var.buffer_seconds) == var.buffer_seconds
    error_message = "buffer_seconds is ${var.buffer_seconds}; Firehose takes 0 to 900."
  }
}

variable "archive_days" {
  description = "After how many days raw events move to Glacier Instant Retrieval."
  type        = number
  nullable    = false
  default     = 90

  validation {
    condition     = var.archive_days >= 1 && var.archive_days <= 3650 && floor(var.archive_days) == var.archive_days
    error_message = "archive_days is ${var.archive_days}; it is a whole number from 1 to 3650."
  }
}

variable "lake" {
  description = "Whether tables are made of what is collected, with Athena. What they cost is for what queries read."
  type        = bool
  nullable    = false
  default     = true
}

variable "lake_since" {
  description = "The first day that tables are made of."
  type        = string
  nullable    = false
  default     = "2026-01-01"

  validation {
    condition     = can(regex("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", var.lake_since)) && can(timeadd("${var.lake_since}T00:00:00Z", "0s"))
    error_message = "lake_since is '${var.lake_since}'; it is a day such as 2026-01-01."
  }
}

variable "lake_every_hours" {
  description = "How often tables are built. A build reads what is new, and of those whom it is about all that they did."
  type        = number
  nullable    = false
  default     = 1

  validation {
    condition     = contains([1, 2, 3, 4, 6, 8, 12, 24], var.lake_every_hours)
    error_message = "lake_every_hours is ${var.lake_every_hours}; it can be 1, 2, 3, 4, 6, 8, 12 or 24."
  }
}

variable "lake_pass_hours" {
  description = "Of a backlog, how many hours are read at a time: fewer when a statement takes more than Athena's 30 minutes."
  type        = number
  nullable    = false
  default     = 168

  validation {
    condition     = var.lake_pass_hours >= 1 && var.lake_pass_hours <= 720 && floor(var.lake_pass_hours) == var.lake_pass_hours
    error_message = "lake_pass_hours is ${var.lake_pass_hours}; it is a whole number from 1 to 720."
  }
}

variable "lake_scan_gib_max" {
  description = "A query of people or tools that reads more than this is ended. 100 GiB cost half a dollar."
  type        = number
  nullable    = false
  default     = 100

  validation {
    condition     = var.lake_scan_gib_max >= 1 && var.lake_scan_gib_max <= 7168 && floor(var.lake_scan_gib_max) == var.lake_scan_gib_max
    error_message = "lake_scan_gib_max is ${var.lake_scan_gib_max}; it is a whole number from 1 to 7168."
  }
}

variable "log_days" {
  description = "How long logs are kept."
  type        = number
  nullable    = false
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_days)
    error_message = "log_days is ${var.log_days}; CloudWatch takes 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545 or 731."
  }
}

variable "is_expendable" {
  description = "Whether terraform destroy may delete the lake's bucket with what is in it. scripts/down asks for this twice."
  type        = bool
  nullable    = false
  default     = false
}
