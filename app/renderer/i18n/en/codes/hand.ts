import { type Same } from '../../same.ts';
import { type handCodes as zh } from '../../zh/codes/hand.ts';

export const handCodes: Same<typeof zh> = {
  'line.skippedByPerson': 'Skipped by hand with {{filled, quantity}} filled; the other {{remaining, quantity}} are left alone',
  'restore.replaced': 'Line {{line}} cannot be restored: its strategy trades the same with line {{other}} by now',
  'approval.noCountdown': 'No countdown runs for line {{line}}',
  'approval.heldByPerson': 'Waits for your approval',
  'approval.clockUnknown': 'Not approved by itself, for the clock cannot be told: waits for your approval',
  'approval.notTrading': 'Not approved by itself while trading is {{state, trading}}: waits for your approval',
  'approval.paused': 'Not approved by itself while it, its strategy or its side is paused: waits for your approval',
  'undo.nothing': 'There is nothing to undo',
  'undo.notPossible': '"{{command, deed}}" cannot be undone',
  'undo.touchedSince': 'Somebody else has worked on line {{line}} since; it cannot be undone',
  'undo.alreadySent': 'Line {{line}} has sent an order; it cannot be undone',
  'undo.changing': 'Line {{line}} waits for the outcome of a cancel; undo it afterwards',
  'force.paused': 'The line or its side is paused; resume it first',
  'force.halted': 'The account has stopped trading',
  'force.changing': 'The line waits for the outcome of a cancel; act at once when its change is done',
  'force.noEntryNow': 'The exchange takes no orders in this phase ({{phase, phase}})',
};
