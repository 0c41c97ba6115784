#!/usr/bin/env bash
# Instruments finished HTML mails of other people's builders and says whether anything changed that must not change.
#
#   src/bench/templates.sh [folder of .html and .eml files]
#
# Without a folder: the templates of public npm packages, at pinned versions and without running their scripts, first as they are;
# then with a real address in the place of each placeholder, because builders ship "#", "http://" and merge tags, which are not
# tracked. Nothing of them is kept.
#
# Needs: JDK 17, Maven; without a folder also Node 20 with npm, python3, and a network.
set -euo pipefail
cd "$(dirname "$0")/../.."
WORK=$(mktemp -d /tmp/tallymark-templates.XXXXXX)
trap 'rm -rf "$WORK"' EXIT
FAILED=0

mvn -q -B compile >&2
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile="$WORK/cp.txt" >&2
CLASSES=$WORK/classes:target/classes:$(cat "$WORK/cp.txt")
javac --release 17 -nowarn -cp "$CLASSES" -d "$WORK/classes" src/bench/instrument/io/tallymark/instrument/FolderReport.java

report() { # folder
  java -cp "$CLASSES" io.tallymark.instrument.FolderReport "$1" || FAILED=1
}

packed() { # package@version, folder in it: its .html files
  local name=${1%@*} archive
  archive=$(cd "$WORK" && npm pack --ignore-scripts --silent "$1")
  mkdir -p "$WORK/packed/$name" "$WORK/plain/$name"
  tar -xzf "$WORK/$archive" -C "$WORK/packed/$name"
  (cd "$WORK/packed/$name/package/$2" && find . -name '*.html' -exec cp --parents {} "$WORK/plain/$name" \;)
}

rendered() { # program that writes into the folder it is given, packages
  local program=$1 folder=$WORK/rendered/$1
  shift
  mkdir -p "$folder"
  (cd "$folder" && npm init --yes > /dev/null && npm install --ignore-scripts --silent --no-audit --no-fund "$@" > /dev/null)
  mkdir -p "$WORK/plain/$program"
  "$program" > "$folder/render.mjs"
  (cd "$folder" && node render.mjs "$WORK/plain/$program")
}

mailgen() {
  cat <<'JS'
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
const Mailgen = createRequire(import.meta.url)("mailgen");
const page = (path) => `https://shop.example.com/${path}`;
const button = (text, path) => ({ color: "#22BC66", text, link: page(path) });
const mails = {
  welcome: {
    name: "Ann Example",
    intro: "Your account is ready.",
    action: { instructions: "One more step:", button: button("Confirm", "confirm?a=1&b=2") },
    outro: `Questions? <a href="${page("help?a=1&amp;b=2")}">Help</a>`,
  },
  reset: {
    name: "Ann Example",
    intro: "Somebody asked for a new password.",
    action: [
      { instructions: "Choose one:", button: button("Reset", "reset?s=b350163a1a010d9729feb74992c1a010") },
      { instructions: "Or:", button: [button("Not me", "report#top"), button("Contact", "contact?x=(1)&y='2'")] },
    ],
  },
  receipt: {
    name: "Ann Example",
    intro: "Thank you for your order.",
    table: { data: [{ item: "Cup", price: "12.00" }, { item: `<a href="${page("p/2")}">Saucer</a>`, price: "5.00" }] },
    action: { instructions: "Where it is:", button: button("Track", "orders/7") },
  },
};
for (const theme of ["default", "neopolitan", "salted", "cerberus"]) {
  const generator = new Mailgen({ theme, product: { name: "Shop", link: page("?a=1&b=2"), logo: page("logo.png") } });
  for (const [name, body] of Object.entries(mails)) {
    writeFileSync(`${process.argv[2]}/${theme}-${name}.html`, generator.generate({ body: structuredClone(body) }));
  }
}
JS
}

mjml() {
  cat <<'JS'
import { writeFileSync } from "node:fs";
import mjml2html from "mjml";
const item = (i) => `<mj-section><mj-group>
  <mj-column><mj-image href="https://shop.example.com/p/${i}?utm_source=news&amp;utm_medium=email" src="https://img.example.com/${i}.png" alt="Product ${i}"/>
    <mj-button href="https://shop.example.com/buy/${i}?r=https%3A%2F%2Fa.example%2F#top">Buy</mj-button></mj-column>
  <mj-column><mj-text>Product ${i}. <a href="https://shop.example.com/more/${i}">More</a></mj-text></mj-column>
</mj-group></mj-section>`;
const newsletter = (items) => `<mjml><mj-head><mj-title>Weekly</mj-title><mj-preview>News</mj-preview>
<mj-font name="Inter" href="https://fonts.example.com/css?family=Inter&amp;display=swap"/></mj-head><mj-body>
<mj-wrapper background-url="https://img.example.com/w.png"><mj-section full-width="full-width" background-url="https://img.example.com/b.png"><mj-column>
  <mj-navbar base-url="https://shop.example.com" hamburger="hamburger"><mj-navbar-link href="/a?x=1&amp;y=2">A</mj-navbar-link><mj-navbar-link href="/b">B</mj-navbar-link></mj-navbar>
</mj-column></mj-section></mj-wrapper>
<mj-raw><!--[if mso]><v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" href="https://shop.example.com/vml?a=1&amp;b=2" style="height:40px;width:200px"><center>Go</center></v:roundrect><![endif]--><!--[if !mso]><!-- --><a href="https://shop.example.com/vml?a=1&amp;b=2">Go</a><!--<![endif]--></mj-raw>
<mj-hero mode="fixed-height" height="200px" background-url="https://img.example.com/h.jpg" background-width="600px" background-height="200px"><mj-button href="https://shop.example.com/hero">Go</mj-button></mj-hero>
<mj-section><mj-column>
  <mj-carousel><mj-carousel-image src="https://img.example.com/c1.jpg" href="https://shop.example.com/c1"/><mj-carousel-image src="https://img.example.com/c2.jpg" href="https://shop.example.com/c2"/></mj-carousel>
  <mj-accordion><mj-accordion-element><mj-accordion-title>T</mj-accordion-title><mj-accordion-text><a href="https://shop.example.com/accordion">x</a></mj-accordion-text></mj-accordion-element></mj-accordion>
</mj-column></mj-section>
${Array.from({ length: items }, (_, i) => item(i)).join("\n")}
<mj-section><mj-column><mj-social><mj-social-element name="facebook" href="https://shop.example.com/">A</mj-social-element><mj-social-element name="x-noshare" href="https://social.example.com/u">B</mj-social-element></mj-social>
  <mj-text><a href="mailto:a@shop.example.com">mail</a> <a href="https://shop.example.com/unsubscribe?u=1">unsubscribe</a></mj-text></mj-column></mj-section>
</mj-body></mjml>`;
for (const items of [2, 20, 200]) {
  const { html, errors } = await mjml2html(newsletter(items));
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  writeFileSync(`${process.argv[2]}/newsletter-${items}.html`, html);
}
JS
}

with_real_links() { # from, to
  python3 - "$1" "$2" <<'PY'
import itertools, os, re, sys
old, new = sys.argv[1:]
number = itertools.count(1)
# the mark stands for the target: "#", "http://", nothing but a merge tag, or a merge tag somewhere in it
placeholder = re.compile(rb"""(<(?:a|area|v:[a-z]+)\b[^<>]*?\bhref\s*=\s*)(["'])(#|https?://|undefined|[^"'<>]*(?:\{\{|\{%|%%|\*\||<%)[^"']*?)\2""", re.I)
for folder, _, names in os.walk(old):
    target = os.path.join(new, os.path.relpath(folder, old))
    os.makedirs(target, exist_ok=True)
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            html = file.read()
        html = placeholder.sub(lambda m: b"%s%shttps://real.example.com/%d?a=1&amp;b=2%s" % (m[1], m[2], next(number), m[2]), html)
        with open(os.path.join(target, name), "wb") as file:
            file.write(html)
PY
}

if [ $# -gt 0 ]; then
  report "$1"
  exit $FAILED
fi

packed bootstrap-email@1.2.9 examples/output
packed foundation-emails@2.5.1 .templates
packed responsive-html-email-template@1.0.0 .
packed ghost@5.130.6 core/server/services/mail/templates
rendered mailgen mailgen@2.0.36
rendered mjml mjml@5.4.1
with_real_links "$WORK/plain" "$WORK/real"

echo "### As they come"
echo
report "$WORK/plain"
echo
echo "### With a real address for each placeholder"
echo
report "$WORK/real"
exit $FAILED
