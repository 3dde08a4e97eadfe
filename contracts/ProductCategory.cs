namespace Marketplace.Contracts;

/// <summary>
/// What kind of goods a product is: farm, forest, livestock and fishery products, their processed forms,
/// and special handicrafts (CR-05).
/// </summary>
public enum ProductCategory
{
    /// <summary>粮食.</summary>
    Grain = 1,

    /// <summary>蔬菜.</summary>
    Vegetable = 2,

    /// <summary>水果.</summary>
    Fruit = 3,

    /// <summary>肉类.</summary>
    Meat = 4,

    /// <summary>禽类.</summary>
    Poultry = 5,

    /// <summary>禽蛋.</summary>
    Egg = 6,

    /// <summary>水产.</summary>
    Fishery = 7,

    /// <summary>奶类.</summary>
    Dairy = 8,

    /// <summary>食用菌.</summary>
    Fungus = 9,

    /// <summary>坚果.</summary>
    Nut = 10,

    /// <summary>香辛料.</summary>
    Spice = 11,

    /// <summary>调味品.</summary>
    Condiment = 12,

    /// <summary>饮品.</summary>
    Beverage = 13,

    /// <summary>茶叶.</summary>
    Tea = 14,

    /// <summary>中药材.</summary>
    Herb = 15,

    /// <summary>林产品.</summary>
    Forest = 16,

    /// <summary>特色手工艺品.</summary>
    Handicraft = 17,

    /// <summary>Goods outside the eligible categories; they may be sold but are never credited (CR-05).</summary>
    Other = 99,
}

/// <summary>How far the goods are processed before they are sold.</summary>
public enum ProcessingLevel
{
    /// <summary>初级.</summary>
    Raw = 1,

    /// <summary>初加工.</summary>
    Primary = 2,

    /// <summary>精深加工.</summary>
    Deep = 3,
}
