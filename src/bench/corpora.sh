#!/usr/bin/env bash
# Fetches the public user agents that the evaluation compares with, from npm, into target/corpora: crawler-user-agents (MIT) and
# user-agents (BSD-2-Clause). Nothing of them is part of the product.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p target/corpora
cd target/corpora
fetch() { # package version
  [ ! -d "$1" ] || return 0
  mkdir "$1"
  tar -xzf "$(npm pack --silent "$1@$2")" -C "$1"
}
fetch crawler-user-agents 1.60.0
fetch user-agents 2.1.198
