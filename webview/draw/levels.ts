// How much of a tile is drawn at which zoom.

/** Below this there is a name only, in the middle of its tile. */
export const farAway = 0.55;
/** Below this there is no text. */
export const fartherAway = 0.28;
/** Below this tiles are plain blocks and lines are straight: nobody could tell. */
export const specks = 0.12;
