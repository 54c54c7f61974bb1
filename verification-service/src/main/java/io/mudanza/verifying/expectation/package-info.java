/** What a platform is compared with: the manifest, the schema and the media index of a bundle. */
package io.mudanza.verifying.expectation;
