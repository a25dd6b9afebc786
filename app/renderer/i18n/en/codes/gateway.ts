/** What concerns an account at a gateway, and the form that leads to one. */
export const gatewayCodes = {
  'app.secondStart': 'The app runs already (process {{pid}}, since {{since, clock}}): the one that was started again has ended, and only this one trades',
  'done.acceptDifferences': 'Differences accepted; comparing once more',
  'gateway.badAccount': '{{account}} is no account name: letters, digits, _ and - only, at most 32',
  'gateway.badAddress': 'The gateway address {{address}} cannot be used: ws://127.0.0.1:PORT on this machine, encrypted wss:// anywhere else',
  'gateway.noToken': 'No token of account {{account}} is known',
  'gateway.none': 'This account is not at a gateway',
  'script.notAtGateway': 'An account at a gateway cannot use scripts of your own yet ({{script}})',
  'session.noDay': 'No day is open yet: waiting for the gateway',
};
