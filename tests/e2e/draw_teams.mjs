// Draws the Adaptive Card in the page's #card with the official library, in colours like Teams'.
import { Action, AdaptiveCard, HostConfig } from "adaptivecards/dist/adaptivecards.js";

const card = new AdaptiveCard();
card.hostConfig = new HostConfig({
  fontFamily: "Segoe UI, Liberation Sans, sans-serif",
  fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 28 },
  actions: { actionAlignment: "left", actionsOrientation: "horizontal", buttonSpacing: 8, maxActions: 6 },
  containerStyles: {
    default: {
      foregroundColors: {
        default: { default: "#242424", subtle: "#616161" },
        good: { default: "#237b4b", subtle: "#237b4b" },
        warning: { default: "#835c00", subtle: "#835c00" },
      },
    },
  },
});
card.onExecuteAction = (action) => {
  window.pressed = action instanceof Action ? action.toJSON() : null;
};
card.parse(JSON.parse(document.getElementById("card").textContent));
document.getElementById("drawn").appendChild(card.render());
