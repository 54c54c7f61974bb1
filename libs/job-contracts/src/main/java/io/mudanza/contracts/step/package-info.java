/** Commands from the saga to the workers, and the facts that steps hand on. */
package io.mudanza.contracts.step;
