/** How a step tells how far it is, and how it is told to stop. */
package io.mudanza.engine.progress;
