#!/bin/sh
# Holds the hledger and beancount exports of every example, at its end and half way, against the real programs, as far as these are
# installed (Debian: apt-get install hledger beancount). From the project's root: sh test/scenario/checkLedgers.sh
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
checked=0

check() { # program, format, then the command that reads a file
  program=$1
  format=$2
  shift 2
  if ! command -v "$program" >/dev/null 2>&1; then
    echo "$program is not installed: left out"
    return
  fi
  for example in src/scenario/examples/*.json; do
    seqs=$(npm run --silent scenario -- "$example" --out ledger.csv | tail -n 1 | cut -d, -f1)
    for seq in 0 1 $((seqs / 2)) "$seqs"; do
      npm run --silent scenario -- "$example" --out "$format" --at "$seq" >"$folder/ledger.$format"
      "$@" "$folder/ledger.$format" || {
        echo "$program refuses $example at seq $seq" >&2
        exit 1
      }
      checked=$((checked + 1))
    done
  done
  echo "$program: all examples hold"
}

check hledger hledger hledger check --strict -f
check bean-check beancount bean-check
echo "$checked ledgers checked"
