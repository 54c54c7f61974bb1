/** Two real nodes that are killed, stopped, cut off and starved while data moves; one checker says whether that did harm. */
package io.mudanza.campaign;
