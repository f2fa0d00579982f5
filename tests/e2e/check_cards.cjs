// node check_cards.cjs CARD.json...
// What the official Adaptive Cards library objects to in each card, one line a card: its name, a
// tab, and "ok" or the objections. Exits 1 if there is any.
const { readFileSync } = require("node:fs");
const { AdaptiveCard, SerializationContext } = require("adaptivecards/dist/adaptivecards.js");

function objections(content) {
  const card = new AdaptiveCard();
  const context = new SerializationContext();
  card.parse(content, context);
  const parsing = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n));
  const { validationEvents } = card.validateProperties();
  return [...parsing, ...validationEvents].map((event) => event.message);
}

const found = process.argv.slice(2).map((name) => {
  const said = objections(JSON.parse(readFileSync(name, "utf8")));
  console.log(`${name}\t${said.join(" | ") || "ok"}`);
  return said.length;
});
process.exitCode = found.some((count) => count > 0) ? 1 : 0;
