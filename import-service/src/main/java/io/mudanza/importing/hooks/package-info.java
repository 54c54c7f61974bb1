/** Stops and starts the application around a switch of its platform: commands or HTTP calls that the operator has set. */
package io.mudanza.importing.hooks;
