/** How far a step is. */
package io.mudanza.contracts.progress;
