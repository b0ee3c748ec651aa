/** v veg, n non-veg, e egg. */
type DietLetter = 'v' | 'n' | 'e';
/** Name, diet, price in rupees; sizes replace the price. */
export type Dish = readonly [
  name: string,
  diet: DietLetter,
  price: string,
  sizes?: readonly (readonly [string, string])[],
];

export interface Section {
  readonly name: string;
  readonly parent: string;
  readonly addOns: readonly string[];
  /** Prices of packed goods contain their taxes. */
  readonly taxes: 'added' | 'included';
  readonly timings?: readonly (readonly [from: string, to: string])[];
  readonly dishes: readonly Dish[];
}

const HALF_FULL = (half: string, full: string) =>
  [
    ['Half', half],
    ['Full', full],
  ] as const;
const GLASS_JUG = (glass: string, jug: string) =>
  [
    ['Glass', glass],
    ['Jug', jug],
  ] as const;

/** The menu of Tulsi Kitchen, a restaurant that does not exist. */
export const SECTIONS: readonly Section[] = [
  {
    name: 'Idli & Dosa',
    parent: 'Breakfast',
    addOns: ['Chutneys'],
    taxes: 'added',
    timings: [['07:00', '11:30']],
    dishes: [
      [
        'Steamed Idli',
        'v',
        '60',
        [
          ['2 Pieces', '60.00'],
          ['4 Pieces', '110.00'],
        ],
      ],
      ['Podi Idli', 'v', '85'],
      ['Plain Dosa', 'v', '90'],
      ['Masala Dosa', 'v', '115.00'],
      ['Ghee Roast Dosa', 'v', '140'],
      ['Onion Rava Dosa', 'v', '130'],
      ['Medu Vada', 'v', '80'],
      ['Pongal', 'v', '95.50'],
      ['Tomato Uttapam', 'v', '120'],
    ],
  },
  {
    name: 'Parathas',
    parent: 'Breakfast',
    addOns: ['Dairy Sides'],
    taxes: 'added',
    timings: [
      ['07:00', '11:30'],
      ['19:00', '23:59'],
    ],
    dishes: [
      ['Aloo Paratha', 'v', '90'],
      ['Gobi Paratha', 'v', '95'],
      ['Paneer Paratha', 'v', '120.00'],
      ['Methi Paratha', 'v', '85'],
      ['Onion Paratha', 'v', '85'],
      ['Egg Paratha', 'e', '110'],
      ['Keema Paratha', 'n', '165'],
    ],
  },
  {
    name: 'Chaat',
    parent: 'Small Plates',
    addOns: ['Chutneys'],
    taxes: 'added',
    dishes: [
      ['Pani Puri', 'v', '60'],
      ['Dahi Puri', 'v', '80'],
      ['Bhel Puri', 'v', '70'],
      ['Aloo Tikki Chaat', 'v', '95'],
      ['Papdi Chaat', 'v', '90'],
      [
        'Samosa',
        'v',
        '0',
        [
          ['1 Piece', '20'],
          ['2 Pieces', '38.00'],
          ['6 Pieces', '108'],
        ],
      ],
      ['Kachori', 'v', '35'],
      ['Pav Bhaji', 'v', '140'],
    ],
  },
  {
    name: 'Tandoor Starters',
    parent: 'Small Plates',
    addOns: ['Spice Level'],
    taxes: 'added',
    dishes: [
      ['Paneer Tikka', 'v', '0', HALF_FULL('180', '320')],
      ['Achari Mushroom', 'v', '240'],
      ['Tandoori Broccoli', 'v', '260'],
      ['Hara Bhara Kebab', 'v', '210'],
      ['Chicken Tikka', 'n', '0', HALF_FULL('210', '380')],
      ['Malai Chicken Kebab', 'n', '340'],
      ['Tandoori Chicken', 'n', '0', HALF_FULL('260.00', '480.00')],
      ['Fish Amritsari', 'n', '360'],
      ['Mutton Seekh', 'n', '390'],
    ],
  },
  {
    name: 'Vegetable Curries',
    parent: 'Mains',
    addOns: ['Spice Level', 'Extra Portions'],
    taxes: 'added',
    dishes: [
      ['Dal Tadka', 'v', '0', HALF_FULL('120', '190')],
      ['Dal Makhani', 'v', '0', HALF_FULL('150', '240')],
      ['Chana Masala', 'v', '190'],
      ['Rajma', 'v', '185'],
      ['Palak Paneer', 'v', '260'],
      ['Paneer Butter Masala', 'v', '280'],
      ['Kadai Paneer', 'v', '275'],
      ['Malai Kofta', 'v', '290'],
      ['Bhindi Masala', 'v', '200'],
      ['Baingan Bharta', 'v', '210'],
      ['Aloo Gobi', 'v', '180'],
      ['Navratan Korma', 'v', '265'],
      ['Mushroom Matar', 'v', '235'],
    ],
  },
  {
    name: 'Meat & Fish Curries',
    parent: 'Mains',
    addOns: ['Spice Level', 'Extra Portions'],
    taxes: 'added',
    dishes: [
      ['Butter Chicken', 'n', '0', HALF_FULL('240', '420')],
      ['Chicken Chettinad', 'n', '340'],
      ['Kadai Chicken', 'n', '330'],
      ['Chicken Saag', 'n', '325'],
      ['Mutton Rogan Josh', 'n', '440'],
      ['Mutton Kolhapuri', 'n', '430'],
      ['Keema Matar', 'n', '360'],
      ['Malabar Fish Curry', 'n', '380'],
      ['Prawn Moilee', 'n', '460'],
      ['Egg Curry', 'e', '190'],
    ],
  },
  {
    name: 'Biryani & Rice',
    parent: 'Mains',
    addOns: ['Extra Portions', 'Dairy Sides'],
    taxes: 'added',
    dishes: [
      [
        'Vegetable Biryani',
        'v',
        '0',
        [
          ['Single', '190'],
          ['Family', '520'],
        ],
      ],
      [
        'Chicken Biryani',
        'n',
        '0',
        [
          ['Single', '260'],
          ['Family', '720'],
        ],
      ],
      [
        'Mutton Biryani',
        'n',
        '0',
        [
          ['Single', '340'],
          ['Family', '940'],
        ],
      ],
      ['Egg Biryani', 'e', '210'],
      ['Paneer Biryani', 'v', '250'],
      ['Jeera Rice', 'v', '130'],
      ['Curd Rice', 'v', '120'],
      ['Lemon Rice', 'v', '125'],
      ['Steamed Rice', 'v', '90'],
    ],
  },
  {
    name: 'Breads',
    parent: 'Mains',
    addOns: [],
    taxes: 'added',
    dishes: [
      ['Tandoori Roti', 'v', '25'],
      ['Butter Roti', 'v', '30'],
      ['Plain Naan', 'v', '45'],
      ['Butter Naan', 'v', '55'],
      ['Garlic Naan', 'v', '65'],
      ['Cheese Naan', 'v', '95'],
      ['Laccha Paratha', 'v', '60'],
      ['Missi Roti', 'v', '50'],
    ],
  },
  {
    name: 'Thalis',
    parent: 'Mains',
    addOns: ['Dairy Sides'],
    taxes: 'added',
    timings: [['12:00', '15:30']],
    dishes: [
      ['Tulsi Veg Thali', 'v', '240'],
      ['Gujarati Thali', 'v', '280'],
      ['South Indian Meals', 'v', '220'],
      ['Chicken Thali', 'n', '320'],
    ],
  },
  {
    name: 'Sweets',
    parent: '',
    addOns: [],
    taxes: 'added',
    dishes: [
      [
        'Gulab Jamun',
        'v',
        '0',
        [
          ['2 Pieces', '70'],
          ['4 Pieces', '130'],
        ],
      ],
      ['Rasmalai', 'v', '110'],
      ['Gajar Halwa', 'v', '120'],
      ['Moong Dal Halwa', 'v', '130'],
      ['Phirni', 'v', '90'],
      ['Kulfi Falooda', 'v', '140'],
    ],
  },
  {
    name: 'Drinks',
    parent: '',
    addOns: ['Sweetness'],
    taxes: 'added',
    dishes: [
      ['Masala Chai', 'v', '30'],
      ['Filter Coffee', 'v', '45'],
      ['Sweet Lassi', 'v', '0', GLASS_JUG('80', '260')],
      ['Mango Lassi', 'v', '0', GLASS_JUG('110', '360')],
      ['Chaas', 'v', '50'],
      ['Fresh Lime Soda', 'v', '70'],
      ['Jaljeera', 'v', '60'],
      ['Badam Milk', 'v', '95'],
    ],
  },
  {
    name: 'Packed Goods',
    parent: '',
    addOns: [],
    taxes: 'included',
    dishes: [
      ['Mineral Water 1 l', 'v', '20'],
      ['Cola Can 300 ml', 'v', '40'],
      ['Mango Pickle 250 g', 'v', '149.00'],
      ['Roasted Makhana 90 g', 'v', '120'],
      ['Ratlami Sev 200 g', 'v', '75.50'],
      ['Kaju Katli Box 250 g', 'v', '320'],
    ],
  },
];

/** Group name, at least, at most, options with their price. */
export const ADD_ON_GROUPS: readonly (readonly [string, number, number, readonly (readonly [string, string])[]])[] = [
  [
    'Chutneys',
    0,
    3,
    [
      ['Coconut Chutney', '15'],
      ['Tomato Chutney', '15'],
      ['Mint Chutney', '10'],
      ['Gunpowder Podi', '20.00'],
    ],
  ],
  [
    'Dairy Sides',
    0,
    2,
    [
      ['Fresh Curd', '30'],
      ['Boondi Raita', '45'],
      ['White Butter', '25'],
    ],
  ],
  [
    'Spice Level',
    1,
    1,
    [
      ['Mild', '0'],
      ['Medium', '0.00'],
      ['Hot', ''],
    ],
  ],
  [
    'Extra Portions',
    0,
    4,
    [
      ['Extra Gravy', '60'],
      ['Extra Paneer', '80.00'],
      ['Boiled Egg', '20'],
      ['Papad', '15'],
    ],
  ],
  [
    'Sweetness',
    1,
    1,
    [
      ['Regular', '0'],
      ['Less Sugar', '0'],
      ['No Sugar', '0'],
    ],
  ],
];
