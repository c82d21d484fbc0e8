terraform {
  required_version = ">= 1.11.0"

  required_providers {
    # Below 6.23: from there on buckets are tagged through S3 Control, which the servers that stand in
    # for AWS in our tests don't have.
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0, < 6.23"
    }
  }

  # scripts/bootstrap makes the bucket; scripts/up names it, its region and the key of the environment.
  backend "s3" {
    use_lockfile = true
    encrypt      = true
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Application = "inlet"
      Environment = var.environment
      ManagedBy   = "terraform"
    }
  }
}
