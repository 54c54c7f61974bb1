/** What the API's document says about itself. */
package io.mudanza.gateway.openapi;
