// Draws rich text in a page that shows none: drawBlocks([where, blocks]) beside each place held for
// one. The page's own elements stay as they are, for its own program; undrawBlocks() clears up.
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";

globalThis.drawBlocks = ([where, blocks]) => {
  document.querySelectorAll(`${where} .bk-unknown`).forEach((place, number) => {
    const drawn = document.createElement("div");
    drawn.className = "drawn";
    place.style.display = "none";
    place.before(drawn);
    createRoot(drawn).render(
      createElement(Message, { blocks: [blocks[number]], theme: "light", withoutWrapper: true }),
    );
  });
};

globalThis.undrawBlocks = () => {
  document.querySelectorAll(".drawn").forEach((drawn) => drawn.remove());
  document.querySelectorAll(".bk-unknown").forEach((place) => (place.style.display = ""));
};
