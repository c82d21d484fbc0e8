# What the scripts for AWS share. To be sourced after java.sh and, to release, jar.sh; the caller is in the root of the repository.

find_tool() {
  command -v "$1" > /dev/null || unusable "there is no $1 here: install it ($2)."
}

# Finds the tools, the account and the region, or says what is missing.
find_cloud() {
  find_tool aws "https://docs.aws.amazon.com/cli, version 2"
  find_tool terraform "https://developer.hashicorp.com/terraform/install, 1.11 or newer"
  AWS_REGION=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
  [[ -n $AWS_REGION ]] || unusable "no region is named: set AWS_REGION, such as AWS_REGION=eu-central-1."
  export AWS_REGION AWS_DEFAULT_REGION=$AWS_REGION
  ACCOUNT=$(aws sts get-caller-identity --query Account --output text) ||
    unusable "AWS does not know who you are: run 'aws configure' or 'aws sso login' first."
  readonly STATES=inlet-$ACCOUNT-$AWS_REGION-states RELEASES=inlet-$ACCOUNT-$AWS_REGION-releases
}

# The environment that was named, which must have a file.
environment() {
  local known
  known=$(cd terraform/environments && echo *.tfvars | sed 's/\.tfvars//g')
  [[ -n ${1:-} && -f terraform/environments/$1.tfvars ]] ||
    unusable "'${1:-}' is not an environment; there are: $known."
  ENVIRONMENT=$1
}

ask() {
  local answer
  read -r -p "$1 " answer
  [[ $answer == "$2" ]] || {
    echo "Nothing was changed."
    exit 1
  }
}

has_bucket() {
  aws s3api head-bucket --bucket "$1" > /dev/null 2>&1
}

# Makes a bucket that is private, encrypted and versioned, and takes TLS only; or mends one that is there.
make_bucket() {
  local place=()
  if ! has_bucket "$1"; then
    if [[ $AWS_REGION != us-east-1 ]]; then
      place=(--create-bucket-configuration "LocationConstraint=$AWS_REGION")
    fi
    aws s3api create-bucket --bucket "$1" ${place[@]+"${place[@]}"} > /dev/null
  fi
  aws s3api put-public-access-block --bucket "$1" --public-access-block-configuration \
    BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
  aws s3api put-bucket-ownership-controls --bucket "$1" \
    --ownership-controls 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'
  aws s3api put-bucket-versioning --bucket "$1" --versioning-configuration Status=Enabled
  aws s3api put-bucket-encryption --bucket "$1" --server-side-encryption-configuration \
    '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}'
  aws s3api put-bucket-policy --bucket "$1" --policy "$(
    cat << END
{"Version": "2012-10-17", "Statement": [{"Sid": "OnlyTls", "Effect": "Deny", "Principal": "*",
  "Action": "s3:*", "Resource": ["arn:aws:s3:::$1", "arn:aws:s3:::$1/*"],
  "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
END
  )"
}

# Uploads the jar under its own checksum, once, and sets the variable of Terraform that names it.
release() {
  local sum key
  sum=$(openssl dgst -sha256 -r "$JAR" | cut -d' ' -f1)
  key=releases/inlet-${sum:0:16}.jar
  if ! aws s3api head-object --bucket "$RELEASES" --key "$key" > /dev/null 2>&1; then
    aws s3 cp --only-show-errors "$JAR" "s3://$RELEASES/$key"
  fi
  export TF_VAR_release="{bucket=\"$RELEASES\",key=\"$key\",sha256=\"$sum\"}"
}

# The release that the environment runs; needed by a plan that is to change or end something else.
running_release() {
  TF_VAR_release=$(tf output -json release) && export TF_VAR_release
}

tf() {
  terraform -chdir=terraform "$@"
}

# Terraform, on the state of the environment.
init() {
  tf init -input=false -reconfigure -backend-config="bucket=$STATES" \
    -backend-config="key=$ENVIRONMENT/terraform.tfstate" \
    -backend-config="region=$AWS_REGION" > /dev/null
}

# A command of Terraform with the variables of the environment.
with_variables() {
  local command=$1
  shift
  tf "$command" -input=false -var-file="environments/$ENVIRONMENT.tfvars" \
    -var="region=$AWS_REGION" "$@"
}

# Waits until something holds, and says what it waits for.
wait_for() {
  local what=$1 max=$2 end=$((SECONDS + $2))
  shift 2
  until "$@"; do
    ((SECONDS < end)) || {
      echo "waited $max seconds in vain until $what" >&2
      return 1
    }
    sleep 5
  done
}

answers() {
  curl -sf -m 10 -o /dev/null "$1/openapi.yml"
}
