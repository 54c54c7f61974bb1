/** What the engine says, in the words of a step: progress, log lines and problem codes. */
package io.mudanza.platform.step;
