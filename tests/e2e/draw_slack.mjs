// Draws the Block Kit message in the page's #card as Slack's clients show one.
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";

const LOGO =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="8" fill="#8a5a2b"/><circle cx="13" cy="14" r="4" fill="#fff"/><circle cx="23" cy="21" r="3" fill="#fff"/><circle cx="14" cy="25" r="2" fill="#fff"/></svg>',
  );

const { blocks } = JSON.parse(document.getElementById("card").textContent);
createRoot(document.getElementById("drawn")).render(
  createElement(Message, {
    blocks,
    logo: LOGO,
    name: "Crumb",
    theme: "light",
    time: new Date(2026, 10, 21, 9, 30),
  }),
);
