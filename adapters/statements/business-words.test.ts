import { describe, expect, it } from 'vitest';
import { factsOf, kindOf } from './business-words.ts';

const NONE = new Map();

describe('kindOf', () => {
  it.each([
    ['证券买入', 'buy'],
    ['普通卖出', 'sell'],
    ['买', 'buy'],
    ['担保物卖出', 'sell'],
    ['担保品买入', 'buy'],
    ['证券买入:帝王洁具', 'buy'],
    ['证券卖出(濮耐股份)', 'sell'],
    ['融资买入', 'marginBuy'],
    ['融券卖出', 'shortSell'],
    ['卖券还款', 'sellToRepay'],
    ['买券还券', 'coverBuy'],
    ['直接还款', 'loanRepaid'],
    ['撤买', 'cancel'],
    ['质押回购拆出', 'repoLend'],
    ['拆出质押购回', 'repoLendReturn'],
    ['股息入帐(天添利)', 'dividend'],
    ['红利入账', 'dividend'],
    ['股息红利差异扣税', 'dividendTax'],
    ['股息红利税补缴', 'dividendTax'],
    ['红股入账', 'bonusShares'],
    ['批量利息归本', 'interest'],
    ['利息税', 'interestTax'],
    ['融资利息扣除', 'loanInterest'],
    ['银行转证券', 'transferIn'],
    ['银行转存', 'transferIn'],
    ['证券转银行', 'transferOut'],
    ['银行转取', 'transferOut'],
    ['申购配号', 'newShareNumbers'],
    ['新股申购', 'newShareSubscription'],
    ['新股申购返款', 'newShareRefund'],
    ['申购返款', 'newShareRefund'],
    ['新股中签', 'newShareAllotment'],
    ['中签缴款', 'newSharePayment'],
    ['新股入帐', 'newSharesIn'],
    ['配股缴款', 'rights'],
    ['保证金产品申购(天添利)', 'cashProductIn'],
    ['担保品划入', 'sharesIn'],
    ['托管转出', 'sharesOut'],
    ['指定交易', 'registration'],
    ['上市公司服务费', 'fee'],
    ['红冲蓝补', 'unknown'],
    ['买卖', 'unknown'],
  ])('%s is %s', (word, kind) => {
    expect(kindOf([word], factsOf('600036', 0), NONE)).toBe(kind);
  });

  it('sorts the 卖出 and 买入 of what is no share by code, money and remark', () => {
    expect(kindOf(['卖出'], factsOf('204001', -1), NONE)).toBe('repoLend');
    expect(kindOf(['卖出'], factsOf('131810', 1), NONE)).toBe('repoLendReturn');
    expect(kindOf(['卖出', '融券回购购回日:20160408息:2198.83-888880'], factsOf('', null), NONE)).toBe('repoLend');
    expect(kindOf(['卖出', '融券购回:2501.29-888880'], factsOf('204001', 1), NONE)).toBe('repoLendReturn');
    expect(kindOf(['买入', '起始配号:100036923019'], factsOf('736779', 0), NONE)).toBe('newShareNumbers');
    expect(kindOf(['买入'], factsOf('732779', -1), NONE)).toBe('newShareSubscription');
    expect(kindOf(['卖出', '拆出质押购回'], factsOf('204001', 1), NONE)).toBe('repoLendReturn');
  });
});
