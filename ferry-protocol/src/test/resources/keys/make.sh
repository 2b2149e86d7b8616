#!/usr/bin/env bash
# Makes every file of this directory anew; they are good for 100 years. Needs OpenSSL 3.
set -eu
cd "$(dirname "$0")"
readonly days=36500
ca() { # file, subject, issuer's files or none
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" \
    -subj "/CN=$2" -out "$1.csr" 2>/dev/null
  if [ $# -gt 2 ]; then
    openssl x509 -req -in "$1.csr" -CA "$3.pem" -CAkey "$3.key" -days $days -out "$1.pem" \
      -extfile <(printf '%s' "$4") 2>/dev/null
  else
    openssl x509 -req -in "$1.csr" -signkey "$1.key" -days $days -out "$1.pem" \
      -extfile <(printf 'basicConstraints=critical,CA:TRUE\n') 2>/dev/null
  fi
  rm "$1.csr"
}
ca root "Ferry test root"
ca middle "Ferry test middle" root $'basicConstraints=critical,CA:TRUE\n'
ca ec "ftp.example.org" middle $'subjectAltName=DNS:ftp.example.org,IP:127.0.0.1\n'
openssl req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -subj /CN=rsa.example.org -days $days \
  -addext subjectAltName=DNS:rsa.example.org -out rsa.pem 2>/dev/null
openssl req -x509 -newkey ed25519 -nodes -keyout ed25519.key -subj /CN=ed.example.org -days $days \
  -out ed25519.pem 2>/dev/null

openssl pkcs8 -topk8 -v2 aes256 -in ec.key -passout pass:geheim -out ec-encrypted.key
openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -in ec.key -passout pass:geheim -out ec-3des.key
openssl pkcs8 -topk8 -scrypt -in ec.key -passout pass:geheim -out ec-scrypt.key
openssl ec -in ec.key -out ec-sec1.key 2>/dev/null
openssl ec -in ec.key -aes256 -passout pass:geheim -out ec-old.key 2>/dev/null
openssl rsa -in rsa.key -traditional -out rsa-pkcs1.key 2>/dev/null
openssl x509 -in ec.pem -outform DER -out ec.der
openssl pkcs8 -topk8 -nocrypt -in ec.key -outform DER -out ec-key.der

cat ec.pem middle.pem root.pem >chain.pem
cat root.pem middle.pem rsa.pem ec.pem >shuffled.pem
{ openssl x509 -in ec.pem -text; cat middle.pem; echo "the key:"; cat ec.key; } >together.pem
cat together.pem rsa.key >two-keys.pem
cat ec.pem rsa.key >mismatch.pem
head -n 5 ec.pem >truncated.pem
sed 's/^MI/!!/' ec.pem >damaged.pem
{ sed -n 1,3p ec.pem; sed -n '$p' ec.pem; } >short.pem

openssl pkcs12 -export -in chain.pem -inkey ec.key -name ferry -passout pass:geheim -out ec.p12
openssl pkcs12 -export -in chain.pem -inkey ec.key -name ferry -passout pass:geheim -legacy \
  -out legacy.p12
openssl pkcs12 -export -in chain.pem -inkey ec.key -name ferry -passout pass: -out open.p12
openssl pkcs12 -export -nokeys -in chain.pem -passout pass:geheim -out no-key.p12
openssl pkcs12 -export -in rsa.pem -inkey rsa.key -name other -passout pass:geheim -out rsa.p12
cp ec.p12 two-keys.p12
keytool -importkeystore -srckeystore rsa.p12 -srcstorepass geheim -destkeystore two-keys.p12 \
  -deststorepass geheim -noprompt 2>/dev/null
rm rsa.p12 middle.key root.key
