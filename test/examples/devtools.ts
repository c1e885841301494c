/** A description in the form of `/json/protocol`: every kind of type, reference and direction, two of a kind. */
export const description = {
  version: { major: "1", minor: "3" },
  domains: [
    {
      domain: "Page",
      dependencies: ["Network"],
      types: [
        { id: "FrameId", type: "string", description: "Unique frame identifier." },
        {
          id: "Frame",
          type: "object",
          properties: [
            { name: "id", $ref: "FrameId", description: "Its identifier." },
            { name: "parentId", optional: true, $ref: "FrameId" },
            { name: "loader", $ref: "Network.LoaderId" },
            { name: "children", optional: true, type: "array", items: { $ref: "Frame" } },
            { name: "kind", type: "string", enum: ["top", "child", "popup"] },
          ],
        },
        { id: "TransitionType", type: "string", enum: ["link", "typed", "reload"] },
      ],
      commands: [
        { name: "enable", description: "Enables page domain notifications." },
        {
          name: "navigate",
          description: "Navigates to a URL.",
          parameters: [
            { name: "url", type: "string", description: "Where to." },
            { name: "transitionType", optional: true, $ref: "TransitionType" },
            { name: "referrerPolicy", optional: true, experimental: true, type: "string" },
          ],
          returns: [
            { name: "frameId", $ref: "FrameId" },
            { name: "loaderId", optional: true, $ref: "Network.LoaderId" },
          ],
        },
        {
          name: "captureScreenshot",
          experimental: true,
          parameters: [
            { name: "format", optional: true, type: "string", enum: ["jpeg", "png", "webp"] },
            { name: "quality", optional: true, type: "integer" },
            { name: "scale", optional: true, type: "number" },
          ],
          returns: [{ name: "data", type: "binary" }],
        },
        {
          name: "startScreencast",
          deprecated: true,
          parameters: [{ name: "format", optional: true, type: "string", enum: ["jpeg", "png", "webp"] }],
        },
      ],
      events: [
        { name: "frameNavigated", parameters: [{ name: "frame", $ref: "Frame" }] },
        { name: "loadEventFired", parameters: [{ name: "timestamp", type: "number" }] },
        { name: "interstitialShown" },
      ],
    },
    {
      domain: "Network",
      experimental: true,
      types: [
        { id: "LoaderId", type: "string" },
        { id: "Headers", type: "object" },
      ],
      commands: [
        {
          name: "setHeaders",
          parameters: [
            { name: "headers", $ref: "Headers" },
            { name: "frames", optional: true, type: "array", items: { $ref: "Page.FrameId" } },
            { name: "more", optional: true, type: "any" },
            { name: "cache", optional: true, type: "boolean" },
          ],
        },
      ],
    },
    { domain: "Schema" },
  ],
};
