/**
 * Invented names. The characters are rare in company names and pair up to places that do not exist, so that no demo
 * company is taken for a real one.
 */
const FIRST = '岫霁棠榆芷樾晗砚翎泠漪煦岚澹昀蓼蘅笙筠缃黛鸢鹭椿楸槿苓荻芸蔚濯涟湄沚汐屿峤岑嵘崦';
const SECOND = '川野桥舟渡陂坞隅津溪麓崖泽涧原畴陌墟堰浦湾洲圩峪垣梁阡坪塬汊';

/** An industry and what its companies call themselves. */
interface Industry {
  readonly name: string;
  readonly suffixes: readonly [string, string, string, string];
}

export const INDUSTRIES: readonly Industry[] = [
  { name: '食品饮料', suffixes: ['食品', '乳业', '酒业', '饮品'] },
  { name: '医药生物', suffixes: ['药业', '生物', '医疗', '制药'] },
  { name: '电子', suffixes: ['电子', '光电', '微电', '半导'] },
  { name: '计算机', suffixes: ['软件', '数据', '信息', '云算'] },
  { name: '电力设备', suffixes: ['电气', '储能', '光伏', '风能'] },
  { name: '机械设备', suffixes: ['机械', '重工', '精工', '装备'] },
  { name: '基础化工', suffixes: ['化工', '新材', '化学', '树脂'] },
  { name: '有色金属', suffixes: ['矿业', '铜业', '稀土', '锂业'] },
  { name: '汽车', suffixes: ['汽车', '汽配', '车桥', '动力'] },
  { name: '交通运输', suffixes: ['物流', '航运', '港口', '高速'] },
  { name: '建筑材料', suffixes: ['建材', '水泥', '玻璃', '管业'] },
  { name: '传媒', suffixes: ['传媒', '影视', '出版', '游戏'] },
  { name: '公用事业', suffixes: ['电力', '水务', '燃气', '环境'] },
];

const FUND_THEMES = ['宽基', '红利', '成长', '科技', '消费', '医药', '周期', '低波'];

/** 1,200 places, in an order in which neighbours share no character. */
const PLACES = FIRST.length * SECOND.length;
/** Shares no factor with the number of places: steps through all of them. */
const STRIDE = 577;

function place(n: number): string {
  const at = (n * STRIDE) % PLACES;
  return FIRST.charAt(at % FIRST.length) + SECOND.charAt(Math.floor(at / FIRST.length));
}

/** The `n`-th company of an industry; no name comes twice below 4,800 companies of one kind. */
export function companyName(n: number, industry: number): string {
  const suffixes = INDUSTRIES[industry % INDUSTRIES.length]?.suffixes ?? [];
  return `${place(n)}${suffixes[Math.floor(n / PLACES) % suffixes.length] ?? ''}`;
}

/** The `n`-th exchange-traded fund. */
export function fundName(n: number): string {
  return `${place(n)}${FUND_THEMES[n % FUND_THEMES.length] ?? ''}ETF`;
}
