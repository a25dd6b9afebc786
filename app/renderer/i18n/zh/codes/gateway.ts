/** What concerns an account at a gateway, and the form that leads to one. */
export const gatewayCodes = {
  'app.secondStart': '程序已在运行（进程 {{pid}}，{{since, clock}} 起）：再次启动的那一个已退出，账户只由这里交易',
  'done.acceptDifferences': '已接受差异，正在重新核对',
  'gateway.badAccount': '账户名 {{account}} 不对：只用字母、数字、下划线和连字符，最多 32 个',
  'gateway.badAddress': '网关地址 {{address}} 不能用：本机用 ws://127.0.0.1:端口，其他一律用加密的 wss://',
  'gateway.noToken': '没有账户 {{account}} 的口令',
  'gateway.none': '这个账户不在网关上',
  'script.notAtGateway': '网关账户还不能使用自编脚本 {{script}}',
  'session.noDay': '还没有打开交易日：等待网关回应',
};
