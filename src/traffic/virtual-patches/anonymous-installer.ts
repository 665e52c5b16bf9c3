import { say } from '../../model/text.ts'
import { formValues } from '../form-values.ts'
import type { VirtualPatch } from './virtual-patch.ts'

/**
 * Without an entry in the CVE list (vendor bulletin of June 2020; reference automate.md, sections 1.4 and 9): servers
 * below agent version 200.197 hand installers with the site's own settings to whoever asks. Observes, because old
 * deployment tools ask without a token honestly.
 */
export const anonymousInstaller: VirtualPatch = {
  id: 'anonymous-installer',
  cves: [],
  server: 'automate',
  mode: 'observe',
  title: say(
    'Die Anfrage verlangt ein Installationspaket ohne das Token, das dafür ausgestellt wird.',
    'The request asks for an installation package without the token that is issued for it.',
  ),
  paths: ['/labtech/deployment.aspx'],
  matches: ({ query }) => !formValues(query, 'installertoken').some((token) => /^[0-9a-f]{32}$/i.test(token)),
}
