import { type Refusal, type Result, ok } from '../../../core/kernel/result.ts';
import { type Reply } from '../../preload/contract.ts';
import { type Handlers } from '../gate.ts';
import { type Access } from './access.ts';

type AccessRequest = 'lock' | 'unlock' | 'changeLogin' | 'saveUser' | 'removeUser' | 'setAutoLock';

/** Who logs in and out, and who may. No answer holds a password or a hash. */
export function accessHandlers(access: Access): Pick<Handlers, AccessRequest> {
  return {
    lock: () => toReply(access.lock()),
    unlock: async (credentials) => toReply(await access.unlock(credentials)),
    changeLogin: async ({ old, next }) => toReply(await access.changePassword(old, next)),
    saveUser: async (user) => toReply(await access.saveUser(user)),
    removeUser: ({ name }) => toReply(access.removeUser(name)),
    setAutoLock: ({ minutes }) => toReply(access.setAutoLock(minutes)),
  };
}

function toReply(result: Result<void, Refusal>): Reply<null> {
  return result.ok ? ok(null) : result;
}
