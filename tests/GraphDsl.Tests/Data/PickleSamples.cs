using System.IO.Compression;

namespace GraphDsl.Tests.Data;

/// <summary>Pickles as Python and NumPy write them, made by make_samples.py.</summary>
internal static class PickleSamples
{
    public static byte[] Protocol0 => Inflate(
        "H4sIAAAAAAACA+1Yy4obRxTFifNwJeT92IUhm2gzQ726HhDirAwDwywC0cowtB6jiMhSI7WCJwTiP/N8irf5g0BIJufeqra71ZJR9hFMq3S7btWpe+ueUzWD" +
        "SSXF8HqxKmujRaXEeLl9Ut2cjVfr6dmT7aKel+t1eSOu1tPxarmp19txLSotBqmfWE7S+8qIwbkUdWXF+Gq8mkzHGzFdUkNUhRgMR6JyYrgo6/lSicqjYxA/" +
        "VBHfSqKhFNzpT4tzQ0adgYhJfVNhDIXxh9cWDSvOpcSfom4F+Tr4GTH8Fi+9uLy8PD9Vgv8IjwpiRA4zQvF4K/FJz5Pb9q/b5+1f6bnH9LDj0/l18j3mj2JG" +
        "a9O0Jk0ItRajTYqvsyfXq3W9LpcIoBEzBHHWRE1bMaNgaFqQdt1gaC9maf0BnqG1fh3R3Uhe/2zP4o2ixav+4g89798e0+vFw2N6/fn8qF5HjfXiqLHuIwXY" +
        "xZwCYyg0lloFpWC+pASM5jN0cd3gG5+Cb2hLmpiDT5G3Mkd+jshb1Yq81ehrTdp53+Gl7QXfFgd23uuf9+7S55+O8fU+mN+lZVtPuAK1Yl620c2+S8svZHf5" +
        "hUrLL2hJhWnvvXOKX2GbIKD8iqIVhMKRh0/bb08EivAft196vr8ns33TR33Tu33TZ3sCfGDeSd/+Vt/0cd/0oG/6vG96o2/6oG96u2/65ADesm//om96s2/6" +
        "sG96p2/6tG96r2/6Elsik54j0nO0LxyT3mi1WoD1d5jOZaZzxHTOtYrNNTQ3gkK4Ns05ojmfaG74G+RD9baa161iyxm+h54mYfOWRiio5V4SMoSj8r4Lz4cE" +
        "z9OUQb4sBuiValgYOhl0C14gqgn2IAuHPhGEu78wSK7ZQDUbqGYD1+wWRQu+iTt1GnOdRqrT2NQp5iB0sSnSLYIX20UaqUhjLtI9kYt9gbzDEDmpSrI8J7WV" +
        "OlMK0Cm5k1glc2aVZFWWrhU8JZvkzhX5trOrZOQTgDwIUSnVwvjsd4ygMs0rZdjZcrthesqsUjs0r1TmeaUC+8Q2QP2S6ukYpNtcrzRFXGlzMMMK+r0bxGd3" +
        "hBOCnnBqx2OkdmjSzECh4l2gUPQEFPoNJ0hak2uymSbTBNR0jkOGI2/cYaDQuldA7+5ohJARGk6D5W7QuoyQT4VQuy5CKF9CaC07FW2EpEUJIZ/XfBuh5dDb" +
        "eBgh5KmNkDGSRDFG1ihV8BERupQxOpoHytTFCHVKGAvPTqGNkUgrYaS97GQbo+OoO30YI0itizHjJHJjnC4dTB23PeGE/P58IqlP2MEJdks4PZeaz0fhemYS" +
        "qqPV8ys6gfqmMDwXhufC8FwY0ydVfUNddgvDN4XhOTu+KQyZD+OBasMxmPHV1Wg7x7VgeXUlRjf1dIMBA8GFY+BKAh1iss24XJRrfgtmXOCrOHS3SF2pJzYu" +
        "TdRb8e1DeuvzygKjDIw4csxAjeUsuzfHNRXbHK0ihyMeZmkF1hzxzH+/SmjMFK0i76EYuE2FojF0M6dvdAfHc6maK4DmXnyAl5bbhSg3Q8RgNKXAaGZIANR0" +
        "qNLYrueuKFC8CZZG5dhgHCrm4lX7QlycRq2N8RjahcJ6XwRJ5v3WUxCPd4V0UmodtI5WovqclwZwjHcX4pE8U+LRqTyT4tF8ec3xorhdEm4vNsN6+rRmuIHy" +
        "qMHWQ/wCXZfDalHO6TYDfi6HfzzealmOH/+IhKlr1z6lFGM8wCnoqTlq9GzpzTdfp16tc83kAfXO8o3184WqyG5P//8c/aEwuiaMnsMYaB/iOl8je2krkhYi" +
        "txDBQV1yCxkdTPCNTCXKxPZKTdZLDcVrfqVLKpSuZeCbg4bopVE8M8qwxFQ68JuYSuYXugvLDI/lTkNxNhiEUEDrMFa5AdzNlDehselF0WUivKWXKCh+C8kB" +
        "fgxS0qiBR42i7Lhcr1e/TpfJEaLHjnTFM+zE9zsNmSt7jJf/4aEhfQNeQzmiX1notXXsmdo8NdSOFvBTuZ5O0BMCR3NB0/hLM9ZyRq1yc/Yvx+tzu5ERAAA=");

    public static byte[] Protocol1 => Inflate(
        "H4sIAAAAAAACA+2WiXsTRRjGN20Rulzl9gIrHmwVarJJk6BI60WFlKrjFZVYsumWrbRJ32SCFKmNeN+3Ah7gLYq3IodQbb3v+z7xvvG+eB6cbze7S218Hv8A" +
        "p8+XTGam83u/d+fYDkhKtL8kSU0tqTj3q/AkktnWtvbKRCqtV7ZmW3hzPJ2Ot8sNaT2RSmZ4OpvgMooUa5icbLS6UaxEJI6SREMi1agnMrKepIqMfkrUI6bX" +
        "sE10G/HdEufNSR/6cwxgKOWQGQYqEY8SKYoUcwzKz9rI29vE/w5WokUkLYAh071eebrXJ3MMZShTIsXmrFMwrL6+fsYWUcwPkjBco7GG4I6VqJT35CSpJ9fd" +
        "JermRzX9FB/lNRhhCCEjGUZxjNaiQ20bgoHyplSap+NJjDGKFMPKbVtD6N2OYXtX7w6GLTGMHV2JYxnGCYlGX3E7aTSCxIUku5SQQCo9y6vzldWmULNmNy23" +
        "m0pqUE6yd2YYz7GLFi0Vjc1JEq01z8GuruDdSPDuDBNMwUKuYsttDqPClbsHw562o1MxsY/oSY6j5Y5oydPT1etvg2gyO1BJ6vZi8HL4tOgwS51ftS01Vaqu" +
        "Sj+pDDBU2bZGSjiCjtIAQq7SMMNkMravxr0dY2e7GgeRXSLKRAwQMVKyRA4W0U8EaSP3Rokg2BARtEiHi5BFjBZRLIIWBu2RESIGihiDfSjHKQz7ckzVosTQ" +
        "UqkWVLtp1VBa+zHsb5t/gJ2S5sOBbkoHMUyzzV+I2j6JHeyYX2yq92A6sWcwRDjqNHfv+oKY6eLrCX8Iw6GWqxyHOUtVBXPxhzMcUXipHumAyRIpLJ7xOhxF" +
        "7KMZohzHaFHyMCsebhjHuuTjiDyLIWaSPcQ+3mZnfWhw2bMZ4sTum7TWK2mppwsJAjcy6BxNluEmd47LNYjbzHCCnfFcZw350OJSWxmShampXtTuXCfaiAqG" +
        "NEfGSldQhdHcxWYJO4/hRBs738GqaHexCxhOKmz0wt5Gd+d6ujrRQeSTGTo5cprZkbXQp7joRYQ+leE0y2mO0x2fVZzhos9kOKsw+mwHXWLaLIw+h8DnMpzH" +
        "cb4LFhfDBS74QgJfxHCxDb7EAQdwqQu+jOHywuArHPCAPNiEX0nwxQxLOJa68GAAV7nwqwl+DcO1NnyZAw9juQu/juH6wvAbHHjZVnBHxI0k4iaGmzlusUSI" +
        "U2tuuRe3uiJWkIjbGG4XCiqMcVsnY5VxNVhJ89zBcCfHXdbi0VvbeDvudqe5h6a5l+E+MxeJjon7jTKaLdHQoGWbxe2bbGiQtXauZ2Q8UMGwiuNBa9NnEvGW" +
        "eDqD1TGsUf7l0rbGyFirGGWkr591l+SqsY7EPcSwnmMDQ5exduu74WHXxUcYugu72KM5Dq7/h4OP0uSPMTzO8QTDkzT5NCP/IuDBU9T7NMMzHM8yPKeb2Qj9" +
        "mi6yeZ5s2DJT8sygw84iiu5cneoLhAJhfzAQrpPrJk1WVb8/pHr9wXBVIBSqCnupuXDrJJ8aDAWrvEGvV1XDqjo54PUFJgdDXr/qrfKHgnVybfWaJVSW1uZv" +
        "Yqm2c5NVIRfIjXqOF0z7uD6fZ/BiDC8pUfO6e9lsbmuJNyfxiuXHio2LVm5atjgnz8p6vQEfXjVWUfql1lk2YfwseXApXiMbXmd4g7omCmvm/1/+c8Gb5N5b" +
        "DG/rUbqpxaspFw+AVtA7MbyrVMTwXgfeN8+HD/K30IfmN+2xj/I1etPY2IGPFfHbXJxxfMLxqb1U5+EzonzO8EWkKIYvI8XxrG6elBldrIGvYvha6bVPRbOM" +
        "b5QYvjUB4q76juH7XkOa0qkFetIcuEkM/EHMyfEjw099Nnz+vfpnheTQxoxr+IX0/MrwG8fvDH/o5umUMeJpvRF/xvCXmHFzxBM3NuvZyr8BT9uv2NoLAAA=");

    public static byte[] Protocol2 => Inflate(
        "H4sIAAAAAAACA+2Wh3tTVRjGbzqABgplu8CKg1SxNqWWqkjrokqk6nFFJYZ701tupE36JifYIrURTTrcG3CAWxS3IkOoNu6998S96148D57v3HtasPV5/AM8" +
        "fb7bk3Nuzu/93rOSzGqB5vEP1jStrj6q86mlcIUiiYbG5uJQNGYWNyTqeViPxfRmdzBmhqKROI8lQtyNLPstd6TW7kW2T0shJxQMRWvNUNxtRqjiRq7fJcY2" +
        "MMg/SPyv13k44sXgNIYw5LXBzTDU43P5snzZaQxzhqzlzY3im/n+LFJVhuEd7W0YwVDg8WXL0aZjZE1NzawtosiHT+MYZXRYuf4JGpXCTFLTMsnuLlGXj0r6" +
        "KB6FVRhtCfgYhrEc4wz/CJV3eVlhXTTGY3oE460sSyaznSUUbs+wQ6/CHS1HVAV2IlETGCYKUVZ/OTsb7ULONE2VHJJEJbOi0qmskdJkTTWtUE05VSgkobsw" +
        "TOLY1fDnicZwhGQa4XnYTUncnSTuwTCZJGan4HEEhitQRAL3ZNhLuTYDU/rJ3Fu6VtgrU3Nlurb52yiaZAeKSc8+DCUcXsM/0tYztVTZJnWVKl1TSVcZw76O" +
        "db6cNpQrbWWYRtoqGPYj8/qr2l+aN7dP1TCyRESBiCEixmi2rHwRuSJIDTk0VgQhhoug5TZKhFvEOBHZImi6aamPFjFUxHgcQFlNZziQY4bhJ4YRjdajUiVS" +
        "RYkcxHCwY/AhThKGF4dSEocxzFQGL0J1v1QOlwZnS70uHEG0WQw+jiONvk3nLcdsBawh4FEMR0vnUjhGLblSMAIey3DcwEvueImitLUKMXPrcQLRTmTwc5xk" +
        "+MmnhJiyCpysWKcQaw5DgFiClsapDi3hRZBocxl0ovVPzOhNTMt0IUSoWgaTo862UZLmKZJFpDDDaU5W89Va8KKeOA0MkYE50V5Od7IVjcQBQ4wjbqckOMI+" +
        "rkAJAi1gON0BNSlQKZoJtJDhjIHtW9RnX3cy09WKFmKdydDKkTRkR8KGnaVgiwl2NsM50r8UUsq9UqQJ1sbQPjCsQ8JypHnCvk5CnctwHsf5fShxFl+gUBcS" +
        "6iKGix3UJQpVhksJdRnD5QOjrpCoIQ5K4q4k3BKGpRzL+nDlZbhK4a4m3DUM1zq45QpXgRWEu47h+oFxN0hcwVa4XuyNhL2J4WaOW2ysODfmF5bgVoVdSdjb" +
        "GG4X2CJrohJul4lVWEUj3MFwJ8dd9vSbDY28GXerAe6hAe5luI90a3Rk328VdISCQSMRFhdZJBh0G83cjLvxQBHDao4H7W0YD+n1eiyONQGs9fzL/We/48Y6" +
        "q0DoyrVP7GQl1pOohxg2pLGRocta13cGP0xePcLQPbBXGUNZteEfVj1KYz7G8HgaTzA8Kcacadk3qQtPUd/TDM+k8SzDc6ZMQEg2TJHA8x6R9pbZmmsWnTg2" +
        "TnQnO0lvUutUdiY781RN68zXtio91ZVrl1JZVu1cWVp1a49dae+o4XhB5s7NJh7HiwG85PHL++Fl2dxYr4cjeMXOauWmxat6li9JuuckSkrKvHjVWi2yyLPP" +
        "jMmT5rjz8/AaZfM6wxuiZ4pIsOn/8p8L3iTz3mJ42/TTNSd+nnFhP62DdwJ411MUwHsteJ828Af2+f6hfR234aPei5ljUws+Fh/l8tLxSRqfOmttAT4jwOcM" +
        "X/iyAvjSl60nTHlqxU0x+V8F8LVnm70lmt34JoBv5ehmCt8xfL/NG3Wx6EIzIt/rCeAHMWIKPzL81G+LOr8qfxZSaDPpBn4hLb8y/JbC7wx/mPIEiVt6zKzF" +
        "nwH85Qlgs8+lW5vNRPHfMuvbu9cKAAA=");

    public static byte[] Protocol3 => Inflate(
        "H4sIAAAAAAACA+2Wd3MbRRjGT5KT2IqdXkwLJpTIEIyLMCaE2ESAwSIGlnaARXInn3MituRHWgUrxFgEJBd6TQNCh0DoNTQbQm/5Chk+gf9khgHxvne3MTMW" +
        "M3wAdubV3e7t/fbZZ3ffUz4wDC2kz9M0ra8/ZciWZvjiyezAYK4hnkpbDQPZfpkw0mkjF9yctuKpZEams3EZhN/tFUz2uk8RiGoFVER8JuaMYq7AvFDUF/VH" +
        "A0VUel17ZW7QCqJK9/NoYQTHx0YxX6A6FA3oPmpbj5ru7u6uEhXnJ6pJLDDHI7WaVjelaVOT1Iejne4p6jqwUGKRqS9U6lvDdX2ptEwbSSy2/bYjaYlNepYK" +
        "LDuuZ7ntSWjDCpawUqCWJNizBz/BHIs0ak6pmHKvx9rd6++T3tWrH/PqFR04UeIkU6+iSiLJkszEVpys5JzCclYJnMpyAgXUeWISbTiNxawWOF35sQFnzJJ0" +
        "puuHU3wlt/xFt04DzpJYY+qL3aFbmpUbjoSQklDPEs4WOMdzJFoxirVKRhjnsowGgfPYk9kCGsmTLZ6Aap4wxSKKSoplmqukhmIOBQthH5ZTMH0BxVyKJRRB" +
        "ihUUAQpeQN6CSynmU6xEk0SzqTPbTKX60aK0h1n7+QKtnn0XeLrNJrSx7gsF1in7duKiWerXk30Bn+bDxRIbzJl939SKdjVGB49xicBGx58CImq/NONSHuMy" +
        "gcvL75dOoldobaU/cIXElabOHmRpJdrQpeBRhl8lsInhhC+i28Nnm3A1468RuJbxs8ULwvu1Eq6TuN41x2HfoNg3MvsmAd0TfrNa1CbcwuRbBXrKk2NMzo/g" +
        "NonNrmwikydbFNpgtCkQ99C9Ct0Mi9F9AlvLe2I7nuRLI0hI3G7qcz1PiL5N0fuZPiCQdEwpIKUsacYg0yGQLk/PsPBSCVIiO8OmLLZdse9g9pBAzmPvUOww" +
        "7mT2ToHh8uy7WDlXMCKRn6G3hnG3ou9i+j0C93r0gqK3ocj0UYGx8vRxold6B7iECYn73BHouG6ra8T9aoQHeIQHBR6iEertWnrJPXurOvCwxCPualkDgzKH" +
        "R9U7j/E7jws8wao0znlP2tXjEQ27Jfa4uz4TN/qNdAZ7Y9gX+peM7/YJYr9dTUtIORdPFfG0wDP2/pmsdYCn+azAc+Wn+bwZqfxTzfKFIl4UeIleXxfx+fBy" +
        "Ea8IvGo5gkiCaZGggyFSXNqk+bo4l7gwepyf4HnmtQlv+tRQpe60iRrtH2W6s/3wXi77OvNeU+fItHszNt4t8ZrjmbSGZAavx3AopDvJ8w2nebDfSCTxps45" +
        "7cjB33Ydmj6wJx/syTY2hpvwlr2b/C+tWd0TrKnC2xvXUp4Z+r/854J3LJ0TP/2RkGQzr/e7MbwXqo/h/WF8wCfoQzcrfuR+m0bx8fGvlMThYXxCVSe7G/i0" +
        "iM8ivu34POqP4YtowMhaTlLMWLSukzFMheJmNkG7OZkJUlsQX8bwlUOzCjgi8PXM4750aoeVdDp9E8O3xCrgO4HvZ3qYOWl5/3R+iPgNEz8W8JPAz5ZzaDO2" +
        "kbZ68UsMv4ZiOBr1GfZRK9vwN7d/euVeCQAA");

    public static byte[] Protocol4 => Inflate(
        "H4sIAAAAAAACA+1VX2vTUBS/SdO/bm6dTn1Rii92IKPbyuiD2GEeBgv2wecNTbrUBNu0pIms4FgQ9qfjgsqOoCKIj4JfwKcN/AR+g+En2KMgGk/uTWl16boP" +
        "4IFfcm9y7+93zsm5J570+jhJmG1CniZr9abqLMwDnbbcRqszW23a+mzDrTumattqB+jYQ1uvNq22Y7tVBw6AxtlCoElrnS85AIVsgyxosAsPIK8IiqjEdsCI" +
        "0/i602npwSaxVoTuHn8fo8IdqFQqKz4auyjEAa0rXyMkd0TI0SE6F6CMY0RuCfA1nWCuLhZztabt2KoFhmQkA2Uj/bfuRVQr9dWMqdNae3KB50A64vfjMr//" +
        "OAzv4fw4nEvch7RpBR5o5uMI9dg20zZLg5HeHRYpM8Hn9huH7AFTyaLKwnwvziFqGKsi7XLFgdwaM1HRPgr1xoJQEJOIFOIy4cLjiDgii0gjphEi4iIigZhC" +
        "ZBBXEDHEBCKookuIC4irzG9JazbrwxOjzQ0m5llkYmICERgXL8y5xajIOV1t/uxv3JUlUvJ/Mra4iyktRXAhG68Yd8A5YymKTSQ+j3IIVeiWOZrI2+JOIdFZ" +
        "AZrnCNDzOVfCHUYmcDJ3JJno+30q7AjDqYoj/QrGfbLF4hlkpVFkqfCMhIR4Ip7kCqcJZ4zruJaX+Q1+WuN6o+V0IrQJ6xPZrszPW7JdVeuq3YY1yBsiTfAp" +
        "ti0jiynGHgQ7uNH4+O/pjvJXTv3quRtuKsuCwMY6tky3oekolEcX/PtEWAmOH2dAt7394Ax6ZD8MAx+keyOyP04G7GS5/OVtYO+WvfDR8tYJH+x1Kw62aUff" +
        "cFhIlOCsVVdNC+jk10/fn38++fDGy6y6hUJxDoz3mDX/1s3VzHga7t3GbrDx385t+FEz+Hd0MLk6L6CZNdiEoLp5b+Gderffsh18jRMqqFgUsvAUFHENlJjq" +
        "6lRq6/yLveDLX2KNvQKa0lwT/8dWG2ha6zh6768ri6oG26ywEm1DtfX1YC+SCarxTXdn/wAO7lh/6wcAAA==");

    public static byte[] Protocol5 => Inflate(
        "H4sIAAAAAAACA+1U3WvTUBS/adKuH5v70M35ItUXO5DRbWX0Qdww4GDBPvi8oUmXmmLblDSRDRwLwr5KRMXjUF98Fnzx0acN/EeGf8EeBdF47r1Jl27VzXcP" +
        "/HJPknt/5/MeN/7meR9hsg45r69SM1V7Zhq8kYZTb65Nlk1Ln0RVt6pl8DIPKpZZ15xKRbfgNeT2xkko2QNCDvZRoZhDHZGdBy/OeHBdsdeaOh7yYpUC7O5s" +
        "w33IKaIn3IJSqbToo7CHQmzQlJgiboEnyGDjNm+QeTVbyFZMy7bUBhhSbi9PoiId8PVwjq/f94M1eD8M3qV5MJLoQvHYBaP/zw7c5Q6kqg1qXqs+YqbHu0wT" +
        "wefyC1X2gZmoFqNR3u4VpbgJxiAzMIwGZqbD+DqGHnYb6qcBIIYQScQlwi0OIOKIYUQKMYqIIS4gEogRRBoxhhARgwha9IuIDOIydzhSFuNa75wo0jYYV5jL" +
        "kmaaNealGOaBCIxIm4pG/vTvkfOOm5plTFIYadH/wes0fVadOkRxB3NYZDSxkMZnJE7EH6PQg0RQYlshjXSKxd3g6TmLJeIKcpyMyPUDmvNHlHCOeUJn/CCk" +
        "s1iEbha80VFv6D7OU/g3ntkC40lGeI65iufnwiZ/nM13cXG5ivdzbCLMo15v2mtsV/gfjIxC6N0M26dVVmuq1YJlnF6jkZlVd2p2VbUsFWdPgm/C4WNkZInO" +
        "JtjCw8bmyXvay205+TOMMjg0IwsC03WvDy1qOprPoVf+PSIs0mvAGWjR2/RauqQdBum2U6FG2gPRwI8W5r68o/J+wQ0+LWwccWVnt2RjNmx91eaBEnxr1tRq" +
        "A7yhrx+/Pft09OGtm15y8vnCFMgE5CTxb1xfSg+k4M5NnBCr/+XcglVNl82GjdnVeV9NLMM60O7lg4I+FXEbSy7wkWjjb3zxBBW7QhaegBJbBkVUHd2TWjov" +
        "2Qu+/SU22Svo3GZVQ2uJlqFa+grdhccE1fisO5O/AXr9FWeYBwAA");

    public static byte[] Python2Protocol0 => Inflate(
        "H4sIAAAAAAACA+1X3WozNxC911OE3iQ3CRr9C0q/XgUCIRcN9ZWhrH9r6tiLvS4J9IX7Fj0j7SZaOc73PUADsi1pJJ2ZOZqj3CxaKSar7b7ptBItifnu9NK+" +
        "3c33h+Xdy2nbbZrDoXkTfxyW8/3u2B1O8060StxkO7Fb5PlWi5sHKbrWiOfr2bVoLX478VvrMU5oSjxoDIX+ALHo3tqlaKO4mawMDpbiQXIjGBFhIeEQLJn8" +
        "jEktnp6eHm5JpMbHkBEzXvB8PX2VktvV9HUuh07+PVt99OVZ/1tp/N65+hXgidGTE7NjDo0zV6v9oTs0O8x5sQa09eAwBbFO5hGglRy7q0isk4sBQVOFi0qz" +
        "tUkurj/xT1n2jwr/Pmlm7HLdlqWLdVuF8/iM5799tfPXi6XhKCrHjniO4mbHMZxt1hgN4/ipmOOnJSKiqY8fBw+ETMHbIHhaF8HThk1t5scvmHRn8dO+5seF" +
        "RnB19UVbjm3P94CjOvCJsXdUq4Es2WEjxw4byg4bBS+MLgnzYHjc9G7jWhhbuG34PhmfOfOJzyb8AGe4zc95VPaptg/VvDmPYdE/VLO2Wj227qrZylqqqr+s" +
        "+q5aP7bfVbOVtdRVv+a0r9bX9rNq3oMNJiIXVjIbZvv9FqWQxgSwKhPAcg2wpmC8tTn1M8IqV6TeejYNmfH/YDKeZd/JgvFDjAl4HG/g1HsxQ11rnR5DciZD" +
        "chbnOPfOSYz4voJBHVwoIDmud15erGCeyhsY+uvE0uB5X68Z0An3BbfbmzEcbzMcnxRkkBBsnFaGjOiEIPlYIApcQUKO5fqTCAU1rgmrFcCEpEqmv7vAEuwY" +
        "S3AZS+AUhFCEJsT+ogJILPUrsn5FdRFI1B9AAoB4BhL57kfbA+EkRTdGEn1GEgNvHwskhM0yFNZwSaWWSi4zJPXFRJGstDTInKwEi2QSN+mGdDEykrUIykEF" +
        "JdOCSL7njOW8V8EToyM1UnqdzC8LIZH9QJerMqMil+b8gCo9XqiSFqJeW0jJ9KKgEpXq5eXEzw9V6gspk8ztZVTQtgpViQ6ixzZhQOfSEbFCB8XL6HR672hV" +
        "ooPgZXSB3z+mRKdtMneX0ZXq96W6JbRJvijrF1TrryuJwVq1aJAtSrpFg3B1a5XBfaU6tEyvKmPS+sTx5UvbvfGYq8/xwzkhnTPwXOYXFaGyrnsOPV+nt1oK" +
        "ik0F7jhvts3hyKPYcIsvc+lFm03ZEmnmHUsH8CBMWyeWpeJLqL7NOhsPjxKyZfkhl0jm6HJeuAqnnCy+lxOXfHWJhyjKw8kAket7sknoXEKH0twcJ/B0tkzu" +
        "u5hDprAMH9ASZy0ok/EoRNkE7RDix4/fj+LxNiqltVdSu2CN9zZIHv589Ba3wDsrnZRKBaWikUiX81IrabV3j+Je3pG4v5V3UtxvdqsUKA7YE3BDOo6Tbvna" +
        "MVyIBWcLyjDhnhbNpN02m/TcNuj8Oz0p2cynv0spaYUDpyf8avjTzvEBcsIyx4lE81Hhp9c/Tad4BhymHYcMgoLJ1///fvgvRc0zufD/X4eUZH5BhFPCQLOu" +
        "4V8Q3+ZmgW+Evy9h0NvmXbUJQjv08kWG6BYD6elLEN+8S36CTBocFVIxDcz8vxkNZPeINXxoTEWhOQLd8c/msFxgOmYqxd4COwMReBHZ8O4/KyPMxvAOAAA=");

    public static byte[] Python2Protocol1 => Inflate(
        "H4sIAAAAAAACA+2WeXPbRBjGJTtNEzfpfYSrhHJUgSbIsmI7pTThDI3TAEsNAmJay1EqU8fO46xLAg1xy33f9OAoNxTKfZYr6fBFOnyC/skMA2ZXK3n/iJnh" +
        "A7Azr6VdrfR73mcvz0LRrKWKoowXSlkaM6DmipWJyZmeXKns9ExUCjSfLZezM5HdZSdXKk7RciVHIwhpolukOCYeI6ylFIqmtGpjCUUzwVItpWqpUCpM0eJ3" +
        "HqMzk04ErZoV4kQTkR26ziIaoVhG0KalwpbKnmxD+8jIyFCNFe+Hf3m5zfumOxSlc0FRFuZZNx797J5F5wBWUKy0rRVBKnGzc7xUpuVsEavckOYKfatdJm4N" +
        "wVopbp0b6ElivdSzgaCD6XEXKznH5j3SuuKVpgVxPdMvrn/M+1e/fsavNw3gXIrzbKuVVfJFrs/O78X5UtsFXNtGggs9bUxZZ6Asn8RFUtkmgosDp7bjkkX6" +
        "Lq075RW1Jsrf7NZrwGUUm21rldARMwKfPD2a1NPF9VxOcEXgVaqJYktdk4luqamH4Eru1mI1unBrj6+mjVvBYiWLFhZrFSGrncUSFlwVd2gdC45ZzqKZxWoW" +
        "ERbrWYRZ8HHm03YNi2UsNiBKYdgW/7ZdKhUQk4mYPJFegnhgbCJIwo4iKZPoI9gaGHsAVy1KZZswNqwqKq6m2G7LhRONo18CBzjwGoJrhXMU19XnmIHrJfAG" +
        "ghsbz7FBgWpSkrU/cRPFDtvi7lTYgCUxJEkpThom2OmRVM4aCViVKG6WrFsIbuWsxWkRwQopNdxGsUt46IHSEnQ7B91BYAUp3VmfCFHcJTF3E4w2xmR8THUO" +
        "91DsFgkxDLNuj+RkOccmyAWcsTrHgCM54wR7G1vnBtZVa3PIU9xrW82+dQy1T6IKHDVBUBTeUZTqzhmYlCgQlBujpvyUajVQiooEsX10vwTdx0HTBDMB6P46" +
        "yMQDEnSAYLYx6EE/J17HHEVVouImDkrUIY56iODhAPVIHZXEoxL1GMHjjVFPCFSLv2vU8CTFUwLH9oh9nTqelrhnOO5ZgucYq8vtEG+Khb5xAM9TvCCG2ZmY" +
        "pDN4Ub74En/xZYJXPJ0KX5Svum3e+woOUxwRa2sqly1ky1M4msEx7V8OJtEngtc0t42NOjsO8DrFGwRvuqxJ7qDHZfZvEbzdOPt37HTLX0Hm71K8R/A+/8zW" +
        "tKriA4oPCT5yPGlMjO0waSe4/NpORR3iG5n4GntcHTaiZsJMxuJmcjgy3N1nGLFYwtBj8WSvmUj0JnXe3Li1O2rEE/FePa7rhpE0jD5Tj5p98YQeM/TeWCI+" +
        "HBnsP3WUl2ODVX9fHZw7K254hjzTEYqPPe+pM02n8EkGJzXL2/4/9ZonC9l8EZ9ZfCP+7cTvh06ePX6kGhmt6LoZxefuYTaOtc2bRiPtrfhi1xa2JU7/X/5z" +
        "wZeOxU8r9o+JMpv5PPkqg6+1rgy+mcW33sr8zt+vv/eufAX84N/xc/bULH7UWN07jLL4ieLntLofv6RCGfyaCmcrjrckp9xs2RnDfAYLWganU2rWPe1Uev4B" +
        "Ip6SpdYJAAA=");

    public static byte[] Python2Protocol2 => Inflate(
        "H4sIAAAAAAACA+2WeXPbRBjGJTtNEzfpfYSrhHLUgRJixwRTShPOQEwDLDUIiGklR6lMHTuPsy4JNMQtxDm4z15AuaFQ7rNcSYcv0uET5E9mGDDvK2kbZmJm" +
        "+ADszGtp19LvffbZ3dcuBcaghY2lmqYNZPOmbI9CT+eKg0Ojrel8wW4dLGZlxiwUzNHQroKdzueGZaGYliEEvKdCuX7vWwQT2gRqkrqFJZOoFVgaTuiJQCJY" +
        "Rp3/aL8cHbJDqDcCnC2G0PTUJJYJNIQTQUOnsW1o7O3t7alQcz8SmsRyazrZpGnNc5o2N0vPcHTSPUVzF1ZIrLSMFUp9R6x5IF+QBTOHVU7AcSWtdkjPGoG1" +
        "Z/Wsc3wJcaxnCRsEmkiCszj5OdZUsk1zW82cdz3T6V1/n/Wvfv+M36/pwrkS51lGPXUyOZZkZfbgfCXnApazUeBClhOcQLMvJhPHRSxmk8DFyo/tuGSRpEs9" +
        "P9ymV7z2F926A7hMYrNlrPJSt0eVG66EsJLQwhIuF7jCdyRRM4ktSkYMV7KMVoGr2JPFAtrIk92+gAaeMMVKijqKtZqnpJFiCQULYR/WUTB9OUUtxWqKEMV6" +
        "iiAFLyBvwTUUyyg2ICIRtQxmW/l8Fu1Ke4y1Xy3Q4dt3ja/biiDOuq8V2Krs24/rFqnfRvYFdU3H9RLbrYV9H+lAp8rRxTluELjR9WcCN6n9EsXNnOMWgVur" +
        "75duotdo8cofuE3idstgD4q0EnH0KHiC4XcI7GA44cvo9fHFCO5k/F0CdzN+sXhB+IBWwT0SOz1zXHZSse9l9n0Chi/8frWoETzA5AcF+qqTU0wujeMhiV2e" +
        "bCKTJ7sV2mS0JZD20f0KHYXN6AGBPdU9cVxPSpVxZCQetoxa3xOi71X0LNMHBXKuKRPIK0uiGGI6BArV6cMsvFKBlCgusKmK7VPsR5g9IjDqsx9V7BgeY/Z+" +
        "gbHq7MdZOXcwLlFaoHfEcEDRDzL9CYEnffqEosdRZvqkwFR1+jTR6/wDXMGMxFNeBjque5vb8LTK8AxneFbgOcrQ4jTRS97Z29iF5yVe8FbLHhySo3hRvfMS" +
        "v/OywCusSuOa96rTMJ3UcEjisLfrh9Nm1iwM40gKR8P/UvG9Z0I45jTQElLNxWtlvC7whnNsoWod52m+KfBW9Wm+bSXr/lSzfKeMdwXeo9e3JnUd75fxgcCH" +
        "tiuIJFg2CToRJsWVHZrew7XEg9HXpRmeZ0mb8adPA/XqTptp1P7R5rs7Tx3hdrS75A91j897N1PTvRIfuZ5Je0QO4+MUToYNt3h+4g4PZc1MDp8aXNN+PfHb" +
        "wZPzxw+XQn3FtrZYBJ85h8j/yuZNfaHGeny+cwvVmZH/239u+MI2uPDTHwlJNvN6f5nCV+GWFL4ewzd8gr71quJ33m/TJL4/+yslcWoMP1DXre4mfizjp6S+" +
        "Dz8nAin8kgiaRds9QcOOWbD7MZvCXDiF0wnddE7bxda/AUT9M2zrCAAA");

    public static byte[] NewerNames2 => Inflate(
        "H4sIAAAAAAACA3WQS0+DQBSFB6hVR8X321rUTVckJi5N7FoSFrNi18CAmSaU9sCwYMdGaH+Vif1hOoAxceFdnLmTe883J1PqPMlni8Ke8Hka2bM8llM/Tf2C" +
        "TtKIz5NMpjmXFKRbo0nYTaE55B06V7Yw4hmNkqahMDyNEBKg5/XVGftymjxio0KfYbPGFsP2yNEc3TEq0B9kKIuFcu54unK8PWF3tayxx2COnI72jH3XdV+/" +
        "VLXiEImDYCUMb0CastYlIevy80P1rbw0VyXWGIdCPX7EcCxxEggi2tinQmU5Yzj/zXIhzOVfXgdpcC2qBSveZcO7YriWuAn++7qM+7GfUgyEqaC9FkrGuG28" +
        "Qwarwh3DfY0H+xsVfaE5fwEAAA==");

    public static byte[] NewerNames4 => Inflate(
        "H4sIAAAAAAACA2tgmfqdAQJ6xPJKcwsq9eKT84tS9XJLc0oyE4uKEiun9PDEF6Um5+cVlxSVJpdMmTylhxWsckoPe14KRMnkKd4MrVOcGZOmtE8JmqLhzejN" +
        "5M3cNiWDuYc1paSyIBWkiSnNZEpnB0SeuYfRZoqfn5/XfyAAE94MJVOSOp0lGBgUDjAwHNgPdBAI2wPZQKzgMAUoncGUwQqyJ4Md1Rb+Dpg+sPr9ED0g/VB9" +
        "DD1sxcmJOYlFQHdk8DuzACUdprQBzWifogcA1D6oXwIBAAA=");

    public static byte[] NewerNames5 => Inflate(
        "H4sIAAAAAAACA2tgnfqNAQJ6hPNKcwsq9eKT84tS9YDs1KLM5Ck93PFpRfm5SaVpaalFUyZP0ZgmwQADCgcYGA7sBzJA2B7IBmIFhyk9rGCDgHRKSWVBKlBT" +
        "D1OayZTOjvYpQVM0vJl7GG2m+Pn5ef0HAjDhzVAyJcmbyZu5bUoPo/OUEqCyDCZ0i8AW7IdYArIQaFEGJ0yTG1hTjxiyD3JLc0oyE4uKEoEuYStOTsxJBLk/" +
        "g9OZBWiAw5Q2oIb2KXoAnxp/ZQEBAAA=");

    public static byte[] LargeProtocol0 => Inflate(
        "H4sIAAAAAAACA+3cu24bVxSFYfiS234SNjLmcC4kgSBWOw0LFawCGCIlDwTY0oFMFQJS+FHyKHmkPELOIVVYSRA4gAMD0VdobXLPP1y/+jMz213fvc/3r3Y3" +
        "t5ev3t+921+d396e38eb28vdzfWH/e3dbh+5idmRi+uL4/WcYjY2sc/z2L3Z3Vxc7j7E5XX9ELmN2WYbuYvNu/P91XWK3BdwiLO8KHNZ5qrcXH+gbZr6G6mJ" +
        "h5+/2N/n8gupXNy87cqHeYwFGZtUsbbcmrp6X2x+LBf7WK/X40mKw9/hl4bY1hum6vDzXfn55p/z4+u/7k4ffXn07eOjb78++vbbqUKFChUqVKhQoUKFChUq" +
        "VKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUq" +
        "VKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUqVKhQoUKFChUq" +
        "VKhQoUKFChUqVKhQoUKFCr9kYeS0iKmPfU7LOMtpVT7Nm9hOTcymFLOxqYsU06LOeUHmbdnWK0MTY3+43MWUymZztYw872NsypUm1StDvWFR4LYgfazX6/Ek" +
        "xeHvcOcytpWcym9uPuc/klJKKaWUUh7zGRQKhUKhUCj0yaPPoVAoFAqFQqFPHn0BhUKhUCgUCn3y6EsoFAqFQqFQ6JNHpZRSSimllE6fQqFQKBQKhUKdPoVC" +
        "oVAoFAqFOn0KhUKhUCgUCnX6FAqFQqFQKBTqnKSUUkoppZSex4FCoVAoFAqFeh4HCoVCoVAoFOp5HCgUCoVCoVCo53GgUCgUCoVCoZ7HkVJKKaWU0vM4UCgU" +
        "CoVCodCvizp9CoVCoVAoFAp1+hQKhUKhUCgU6vQpFAqFQqFQKFRKKaWUUkrp9CkUCoVCoVAo1OlTKBQKhUKhUKjTp1AoFAqFQqFQp0+hUCgUCoVCoc5JSiml" +
        "lFJK6XkcKBQKhUKhUKjncaBQKBQKhUKhnseBQqFQKBQKhXoeBwqFQqFQKBTqeRwppZRSSik9jwOFQqFQKBQK/bqo06dQKBQKhUKhUKdPoVAoFAqFQqFOn0Kh" +
        "UCgUCoVCpZRSSimllE6fQqFQKBQKhUKdPoVCoVAoFAqFOn0KhUKhUCgUCnX6FAqFQqFQKBTqnKSUUkoppZSex4FCoVAoFAqFeh4HCoVCoVAoFOp5HCgUCoVC" +
        "oVCo53GgUCgUCoVCoZ7HkVJKKaWU0vM4UCgUCoVCodCvizp9CoVCoVAoFAp1+hQKhUKhUCgU6vQpFAqFQqFQKDTyfBVTH/vcNnGW21Q/zWM7NTGbUszGpi7a" +
        "mBZ1dhXpy7ZeaevtZTnElMr3zdtl5HYRY9mOzeF3lhVfVTQ2P0Xumliv1+NJisNfvblLsa03TG35gX97FvL1759Dnf53hzEJECBAgAABAgQIECBAgAABAgQI" +
        "ECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQI" +
        "ECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQI" +
        "ECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQI" +
        "ECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQI" +
        "ECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQI" +
        "ECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBAgAABAgQI" +
        "ECDwxQUid/OY+tjnro2z3HX1Ux/bqYnZlGI2NnUxxLSoc1GRZdnWK329vSxXMaXyfbNNkfsmxqb+pXKlTwXv5wVtY/NLudjGer0eT1Ic/urNfRfbesPUlh94" +
        "dlQyDMMwDMMwDMMwDMMwDMMwDMMwDMMwDMMwDMMwDMMwDMMwDMMwDMMwDMMwDMMwDMMwDON/NiL3/fE9J/1Q30pSX2fSL//0npN+dXzPydAUZEiP33MyzB/e" +
        "c3KXIg/tJ+85GbqK94f3nEx/85KTYfjkJScPVs9fvPzm2+++/+Hw9dzS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0vIpLSMPi+OJrmFZz1+t" +
        "yqdFE9uSKV79AbkaPPaGJQUA");

    public static byte[] LargeProtocol1 => Inflate(
        "H4sIAAAAAAACA+3dy29UVRwH8DudPuBWBa3vt4B6fdUOglattIpKYEIXd9WNIZ1pyTSBKb/hdNHEhUu2/gcuWbJkaeQPgzl9MNWuWTj5nNPM99d8po9V+81N" +
        "7j1Vt79z+87ufHd7sDl/e+dW2lofDNZ3yxuDze52/24a7HRTGUW1/7ayv7HP0ajaRYqJ7o3u9sZm92652c9DGc1qrVEURScm16aHeWs9bfVbMZViuo6ZFCfq" +
        "OFm1G9X1h7MpyoNvupF27wy/dLZamxh+yc0L8dzVhYXy6kKrTPF8HS9U7ebeN12KU6urq9ceD9feS/4NTnfye3vDH/vnxeJg/fPH8vB1Zfixkj/JL38NXx7l" +
        "iXPOOeecc84555xzzjnnnHPOOeecc84555xzzjnnnHPO+Z7Hi72pFC/VMZfi5U6vqHr7N4690ptJ8Wodr+WbwdpL7fMpXu8d3AC2tRhvjG4Ae7OOt6p2s3f8" +
        "1q+3O/kd+davv38rrDFfDTnWOSHHOptyrHNSjnVa+pXUr6R+JfUrqV9Z+pXUP/QrqV9J/crSr6R+JfUrqV/pV5Z+JfUrqV9J/UrqV5Z+pV9J/UrqV1K/svQr" +
        "qV9J/Uq/kvqVpV9J/UrqV1K/kvqVfiX1K6lfSf1K6leWfiX1K6mH6Ffy/5vxTn5S/Lt1vJfi/SNPiv8gPyn+TB1n85Pirz+cTXHu8EHxNxfjw9GD4j+q4+Oq" +
        "3VzLf/AvRXXscfGfdPJ78+Pi76+P/u0vP3qwP6z8pw8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
        "AACMCcSn+ViIz+r4PMUXR46FmM/HQnxZx8LesRD35lK0Do+F6LTi/OhYiK/quHB4LMTvcfHYsRBfPz0W4t5cPi3Itm3btm3btm3btm3btu1nveObfNlvsY5v" +
        "U3x35LLf9/my31IdPzy97Hfp8LLfTiuWR5f9Vur4sWo3e8cv+P30rwt+RWOiOTk1PXPiZGk0Go1Go9FoNBqNRqPRaDQan9EYl/MFv5/r+CXFr50UV+afAEFu" +
        "T8+aHgEA");

    public static byte[] LargeProtocol2 => Inflate(
        "H4sIAAAAAAACA+3dS28bZRQG4LEnl9bhUgjXcr+bWyClLQFCE2ihEqNmMStvUBU7qSZS6/S4k0UkFt3ktuQfsGTJsktEfxj4i90gkXUXWM93Kr+nepou21cj" +
        "eb77zXavv3Pn7u5Cb3uwuXBn53a9tT4YrO+2bg42e9v9e/Vgp1e3Ihv9qVZ/Y6TRKLK9aPZu9rY3Nnv3Wpv9tLQi7zSyLOvGVGdmmLfX663+Ykzvx0wZswdx" +
        "poyz7aJx48HcXrTGf+NGvXt3+INznebwB25djCeODg/iyTKeahejv2w5nl5bW/vp7+E5/iiyOs51j6q88+ulbHz+ur8y/Fwd/lpNv0kfvw0/HqaNc84555xz" +
        "zjnnnHPOOeecc84555xzzjnnnHPOOeecc875sccz1fR+PFvGfB3PdausOv6m2PPV7EG8UMaL7aJRLBcX9uOlavSVr62leDl95et8Ga+0i7w6/WWvV7uHVd75" +
        "8+fMmfDTkBOdTTnRmcuJzik50enoV1K/kvqV1K+kfuXoV1L/0K+kfiX1K0e/kvqV1K+kfqVfOfqV1K+kfiX1K6lfOfqVfiX1K6lfSf3K0a+kfiX1K/1K6leO" +
        "fiX1K6lfSf1K6lf6ldSvpH4l9SupXzn6ldSvpB6iX8n/b8Zr6d3wr5fxRh1vnrwb/q30bvi3y3inXTRuPJjbi3fHr4a/tRTvpVfDv1/GB+0i76R/5q9E+9QL" +
        "4j/sHlV55/f1f/+jX3n4x2hZ/U8DAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAmBCIj9JFEB+X" +
        "8Ukdn55cBLGQLoL4rIzP00UQh/N7sTi+CKK7GBfSRRBflHHx0UUQv8SlUxdBXD6+COJwPt0IZIwxxhhjjDHGGGOMedwTX6YHfUtlfFXH1ycP+r5JD/qWy/j2" +
        "0YO+K+MHfTuLsZIe9K2W8V27yKvTj/i+P3nElzWa+dT0zOyZsy2r1Wq1Wq1Wq9VqtVqtVqvV+pjWuJoe8V0r44c6fuzWcX3hH4oGiOFVHgEA");

    public static byte[] LargeProtocol3 => Inflate(
        "H4sIAAAAAAACA+3dy04TYRjG8SkDKsUzns9nx1MVj5gYJbhzIotZsTHGIqYkgr51WJC4YIPAXXgZLL0UL8E70I4UEmWtifX3vbTPm/+/a3gyaT4W02xqbn72" +
        "/UJj6l17ujE7/7acedVuv1qov2xPT72b+1C256fKeiTrn6rPvV63UcuTpeh7WmtGuhz9RQxkee352tBSbOt+8nW58H66Htsn+5IkeXM3dqyuLMdgEfUsTydr" +
        "HfYohiYmJp5975yfb3lSxs7m6vjXRtI9i086b2Odn85rsfP63Hl9GeM4juM4juM4juM4juM4juM4juM4juM4juM4juM4juM4juO4v+ViVxm7m62k9fNr9Hta" +
        "6XLsLWJfltfyR/ntT7G/tf69+ZnRGK6+N3+giINZnra2fmP+UHNl/MuLxOnxU5M9nX2ypzOVPZ39sqfT0a+kfiX1K6lfSf3K0a+k/qFfSf1K6leOfiX1K6lf" +
        "Sf1Kv3L0K6lfSf1K6ldSv3L0K/1K6ldSv5L6laNfSf1K6lf6ldSvHP1K6ldSv5L6ldSv9CupX0n9SupXUr9y9CupX0k9RL+S/27G4TKObN4If7S6Ef5YEcez" +
        "vPZ8bWgpTnQvhH8zGierC+FPFXE6y9PJ6tf74ziz5Vr4s83VX66Ff/JtPcd++7OP4ziO4ziO4ziO4ziO4ziO4ziO4ziO4ziO4ziO4ziO4ziO4ziO4ziO4ziO" +
        "4ziO4ziO4ziO4ziO4ziO4ziO4ziO4ziO4zj+v/A4V8b5zWvhL1TXwl8s4lJ1LfzK8FJc7l4L3xyJrLoW/koRVzeuhf8Y17ZcC3+9uTq+Mlz9VxBjjDHGGGOM" +
        "McYYY8yfnrhRRmPz8d7N6vHerSJGNh7v3e4+3psfiTvV4727RdzL8rS19cHe/e6DvaTWl/YPbNu+Y7ButVqtVqvVarVarVar1Wq1Wv/QGg/KGG2W8bDxA5qA" +
        "QB9iEwEA");

    public static byte[] LargeProtocol4 => Inflate(
        "H4sIAAAAAAACA+3dz04TURiG8Zn+sSosTCr3wKpR48IFkQZ3NnTB3hhaSoZECqnTRRMX3VTbZHYc9l4GSy7FS/AOdNqSWKW6w8Txdz7a98vzlDVvJs1hXLl8" +
        "XI+j+dnOtvrD0/NRo3s26DVOh+/Sk8PB4HAUss23g173rP8+HQy7abgIWXXxwZDV+kfLj1yEVjQJr+JO+BQOwnYr3r/amISknFWP0tF5b/47pePnYTZd6nIW" +
        "74R2u/36W34Wb60oDZ3Z3pdGdHPGu/lbM//JX+P89Tl/XTc5juM4juM4juM4juM4juM4juM4juM4juM4juM4juM4juM47m+5kIZOUkqq82/MJ7Wb78u3dlrP" +
        "PoZkMyudvPjxNfnk0e0vyU/3rt9ETsFPLAudJVnoLMtCZ0UWOh39SupXUr+S+pXUrxz9Suof+pXUr6R+5ehXUr+S+pXUr/QrR7+S+pXUr6R+JfUrR7/Sr6R+" +
        "JfUrqV85+pXUr6R+pV9J/crRr6R+JfUrqV9J/Uq/kvqV1K+kfiX1K0e/kvqV1EP0K/nv5tpL4PevNiaLO+CPV+6Az+KX4fYt8LOfboHf/brM5i9/5XEcx3Ec" +
        "x3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx3Ecx/8Xvv4W+Gl9eQt85+nqLfAf1t4CP63P/+eH" +
        "McYYY4wxxhhjjDHmrufPT/OGK0/zkie/e5YXxaVypXqvdv/BQ6vVarVarVar1Wq1Wq1Wq9V6R+v8WV4aGt8B/4isEx8TAQA=");

    public static byte[] LargeProtocol5 => Inflate(
        "H4sIAAAAAAACA+3csU5TYRjG8XNOKSqNC9yD6dRE4uBApImJgw0d3I1JsSeHASFNO5A4dEFr8m28MHsBXgAjl+IleAd6KBqbgG6YWH7fS/u8+f9hf/KFfNPm" +
        "6Zf1PLs87bT+brJ/eNTZPRgNO/U6HO3tRmq9KUcH+4NJWQ5HcRLts6+dbOFMt+uvbv1Tf6b153P9uehyHMdxHMdxHMdxHMdxHMdxHMdxHMdxHMdxHMdxHMdx" +
        "HMdx3L9ykZrz/4ev8+346HAYJ5GK8kl8mn2MV9HuNVK+Ff1+/+X3+sy/etk4BjvnreNI+fMY179VFe2zi9eZcwdOLpc6C7nU2ZBLnStyqdPRr6R+JfUrqV9J" +
        "/crRr6T+oV9J/UrqV45+JfUrqV9J/Uq/cvQrqV9J/UrqV1K/cvQr/UrqV1K/kvqVo19J/UrqV/qV1K8c/UrqV1K/kvqV1K/0K6lfSf1K6ldSv3L0K6lfST1E" +
        "v5L/b0a1moq9p7/ff6/Wrr/+3tvqbX6IlL/44/Pv29+uspvhOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7j" +
        "OI7jOI7jOI7jOI7jOI7fTT5//r1ceP495c/i+gPwO+et46ge/nr9fbZx9de5McYYY4wxxhhjjDHm1md+izd4vHiL9/6mW7zZxk23eFleNFaaq/fuP1izWq1W" +
        "q9VqtVqtVqvVarVarbe0xunmzwu5y+u8ycJ1XvXor5d54+j8AI/djMXyEgEA");

    public static byte[] LargePython2 => Inflate(
        "H4sIAAAAAAACA+3dyU5TYRjG8dMWB4ozzvPscariiAlR1p7I4gQTNsZQwNREgbceFiQu2CBwF14GSy/FS/AOtEcqibLGxPr7Xtrnzf/fNTw5aT6WqunU7ML7" +
        "+cXG1Fx7pvF+4V3xdrLdnlysv27PTM3NfijaC1NFPZKNT9VnpzdsVLJkOaovK82orURfHjvSrPJifWA5dnY/OV0szs/UY9dENUmSNw9i99rqSvTnUU+z2kSl" +
        "w0ZiYGxs7Pn3zvn5liVF7GmujX9tJN2z9KzzNtr56byWOq/PndeXUY7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI7jOI77Wy72FrGv2UpaP79Gv79V" +
        "W4kDeRxMs0o2kt37FIdaG9+bfzscg+X35g/ncSTNaq2t35g/2lwd//IqcXr8VGRPZ1X2dNZkT2ef7Ol09CupX0n9SupXUr9y9Cupf+hXUr+S+pWjX0n9SupX" +
        "Ur/Srxz9SupXUr+S+pXUrxz9Sr+S+pXUr6R+5ehXUr+S+pV+JfUrR7+S+pXUr6R+JfUr/UrqV1K/kvqV1K8c/UrqV1IP0a/kv5txrIjjmzfCnyhvhD+Zx6k0" +
        "q7xYH1iO090L4d8Mx5nyQvizeZxLs9pE+ev9aZzfci38hebab9fCP/u2kaN//NnHcRzHcRzHcRzHcRzHcRzHcRzHcRzHcRzHcRzHcRzHcRzHcRzHcRzHcRzH" +
        "cRzHcRzHcRzHcRzHcRzHcRzHcRzHcRzHcRz/X3hcLOLS5rXwl8tr4a/kcbW8Fn51cDmuda+Fbw5FWl4Lfz2PG7+uhf8YN7dcC3+ruTa+Olj+VxBjjDHGGGOM" +
        "McYYY8x2T9wuorH5eO9O+Xjvbh5Dvx7v3es+3lsYivvl470HeTxMs1pr64O9R90He0mlWuvbsXPX7v661Wq1Wq1Wq9VqtVqtVqvVat2mNR4XMdws4knjB2IT" +
        "AvNiEwEA");

    public static byte[] PlainProtocol0 => Inflate(
        "H4sIAAAAAAACA+1US4rbQBAlv0XqFEM2EQSb/kuGQLIyCIwXs9BqwLQ+I0w8ciPJYXy6zHVyiuSVZE9s8EIHSIOqq1pV1XqvqhSVQVDWHJ7yqu0oSIpSQamy" +
        "loWj1Fmrsc0kHiVNbBLtTEKrf/qKVrOFUlrHSmiXWBPHNhE4Xoq5pOVMzAUtZfVFCyQWyIN93QdFXdZXzz0u1RTtgqGMgiWfhZ3fNhQc1N8PByV8QSEmX2w2" +
        "+WG767fNZkP5sa8QmFDU34cFvyz2ZVV0VDWsAIegKHs4CKw/nz+xYovB9IMsP8JFUrbzyCehK+qD1HQfpCFfD9HP/9fkBQYt1SOLjllEwbqs2Dc9ajk2VsJF" +
        "lgtUzENRgnxUBiWxpRJhSo1ayjmUfjVSzba5tFPDR3ZMgN5EHX9SUDEa6gf24SK1YE/f8V1a8ImWg1QURbxzWs2JNBJhdZlvW39EMzoqMA7hOC/2bTV/OqDl" +
        "xlebtgKirm8PRQ+/mKLRkZryHJsM44OkCxqbKKdgxIkZI8GMGTTuNGOIMUVnkMaeLqayPwb0sHFI8GigxMPQ8PDALeFY8Iig7CtGBtO0Xo8DysMFFysp54D6" +
        "YgpGefdyab38urRGeePo21XMlXX3HR+gTvgso7LMKf4eeZc97tu+9Rhl/Edqpqt+5cfGVA9MWEZjF9dMOHz6AH6b4D8gL8A7BXenB/D1DeTOMHJ5A/kU+W66" +
        "65vpru+nu76d7vphuis4PA+n4+F0MWsJSjT/CzMcqJP+BQAA");

    public static byte[] PlainProtocol1 => Inflate(
        "H4sIAAAAAAACA+1Ty27TQBSdJE1LB8r7DYVSKJ1CG5xHmxQCLQ8pah2y8MoLrMh2XTmidXqcMWoWQRErfgHEDyDxA6wqkT9B/Ee5Y1vKgk0/gLu4587MvTNn" +
        "Zs4dgAlzijEWRPuOF/aQETrTj9+yzDZjGbZ9TEYRGzZLxUq1UiuvVWpN3lxZL5XK5WpJK6/VVivV6mpNo+nGxs8vyr42hiyxxsfqn/pnFn3b0op8S9N4SyJr" +
        "5mlFeoeyh5yFCWGqTOTj6YM9uxNgMo5H339/+oEpt912os6e7ATtNnf60utxnFoyMO223e6O5/a4F6iAgwtzWu01Olqcf8dnpnHanKThnk21RZyRmDFw1qes" +
        "5Qxjh//txIZzPr3eeQMXPJPTi7rdQNI/Kb1ctHBJLFm4PMAVoWckrpLXsxLXYtRzEtfTSJ+QuDHATRqa9AHsA27F+B63LczqOTuycMfCXQtzQli4JzEvcd+2" +
        "bS+Wgx2Gdh8PXFLqQb/gdkOvsB+RLOJ53g49YtWTYeRKjgWRpPFgJ1nGQ9K1xKL6fXWmA6GuRDJ6JPHYwDKREgndlbR0R/YPSFQFYWapYLeCJ0rASsgSmoGi" +
        "0HPxVnWUWq1W0inKqXPKjspVh83GfTA3oo4YDX8dURy7DTUkN7eJiiKyamBNourEvbjbDWVoB6j5C8JPiK/7xPOpgWdjnnU/pdap4fmY2gsDG0TN/5fUpqMy" +
        "FCmNjS2XYibFiRSzKeZTxEvF85WB1xJvnKjwF0NwCdE6BAAA");

    public static byte[] PlainProtocol2 => Inflate(
        "H4sIAAAAAAACA+1Ty27TQBQd59E2hvJ+QyEUSl0ooYVCCwRSHlKkWmThlRdYlu24ckTq5Nhj1CyCIqS8+gcgfgCJH2BVifwJ4j/KHduiCzZ8AHdxz53re2eO" +
        "75zpZbpgij7NGPOjHdsNQkiKytSDN0zaYkxiWwdkFLHeXl54tjfDEutVK98/Cftc7aWp6of1X+URi76MxjWOjC46uLvLQ2QN5BRd1CAfp9tNq+FjKo4nX39+" +
        "/IZpxzTtqNHkDd80ZbvD3VDGzJKGgmM6rbrrhLLri0CGrBfEVpP9xfm38mwBR/QpWjYtal3F0QFmNRzzZH1ZYmz3v/2z4bhHwzuh4aSryzRQp+VzuiUhilMG" +
        "TitLBs50cVaV+jinSmpmgPMC1OwQF5QkUnMcF7u4REudps/e43KM73DFwJyatSIDVw1cM1A0cL2P+T5uWJblxjqwgsDq4KZDSmx3Sk4rcEs7Eekhzstm4BKh" +
        "kAeRw2UsJFWyX0++4pbK+likWxfH2VDEr5B4bg9xR8NySm+Au2lfnXfapKSSnqHy7TXcG4+GWNGwqqjZeIsy7tdqtUT+wqmM44E9pgPmYq0XJ6T6Se/HPsWx" +
        "q4glueIm1sThDzU84li348e13Qp4YPnY8Ba8mOljj5g90fD0D7Oyl5BpbOCZIPNcQ4XIeH/T2LRHRGOFHVo2RSnFXIqZFPMp4oVg9lLDK47XdlT6Daxhh13/" +
        "AwAA");

    public static byte[] PlainProtocol3 => Inflate(
        "H4sIAAAAAAACA+1T3U4TQRQ+222hrIL/CgpY8YdFsaIgcEECcS+adGIverUXbsxuWbKNsO23nTX0oqYxKW15AwkvYOILeAWJb2J4jzqzO/GGGx/AL5n5zpw9" +
        "k+/LmbNdvQMy7XEiCuMDz49a0ExGbPSetDKRRuWRgIioe5yTOx3nKUW3tP3zm8RJqatSpS8bF1sDik8HwwpHxpY3uH/IW9AdZE1b1iCXpJv7bj3EWBL/+v77" +
        "6w+MW4S8lafR4sIHY3ICE++WNaLD//hnwPBtQ/Sz1gi56K58zCsOrppLDiY7mGJaD9eYxjJHuC6J6X3cMNOIZTludnBLHG3RdfqM2wl/wh0Hd5nuxg7uOZh2" +
        "MOPgfg8Peph1XddP3s+NIreNuZqYoGa7WGtEfvEg3uf1JG98jHxhqMWjuMYNzKdVRribfsVDRj0ULM3Doz4WqnisHB3hiSrd5e2mb+CpnRFae2t4Nhz0sViF" +
        "aTI9MbmFpUqlkk6q3BhxPPeG1jRR4Zzo/EzUyLUtYrEKO3jBsewlU7/XiHjkhngZzAeJlWIgfLyqYuWvj9dBKl3fxBspvVrFmpAOLou+9QbWivoXSFesKc4q" +
        "zijOKcY6x4YXF/8ATHXNAIsDAAA=");

    public static byte[] PlainProtocol4 => Inflate(
        "H4sIAAAAAAACA+1TzUoCURQ+M+OgSS2DllZEFiEugloIRrMQvDSL1kmMOjKSjjLeCV0YQ6COcneeFkUvEPQCrRJ6k+g97MxPRLTpAfou5+fec898cM83XuIu" +
        "r0CIIWZF0nbbVdPpYZYBW56BVAaQoLwkUAbeTA08zFJRC3il4st9gIeSFx+Vbo4+Cj64j/5U5yhUbvZ5Dyv0caBdt2U0bYpvT++3z6gBailY7m5dpNdW8PRA" +
        "Auj/489AU6RrHZvTkwYzozfeq+AQmTQiY/I49EyZ0DTDhCU4lWkjpGsU0hV1MMVwKxitES3DMEyhGo5jDFCskxq6g1yt45i5ttvizfh89dIxibfHHbfGcU7j" +
        "DC8iyaceXZkjgxFqUhUneP5FP0ZrU6h1PuiaQZPcOMSpH9UVIRVQ1/VIaYFjwLE61TYAMguAxSspK7Ai5WSZE6SySDY6DncMG62MtR0wWjs/+faF3Dz+ZrFy" +
        "vzl8LR8rF+IfgRQfIRFHOY5qHANuN/cJYKxn9zsDAAA=");

    public static byte[] PlainPython2Protocol0 => Inflate(
        "H4sIAAAAAAACA+1U24rbMBB9n69Y+hJDiRndfIFC+xQwhDx0QU+CIjt2CM06wlZK8sn9i87Y2WxKy6YfUIE1Mzpz0ZFGTrYBwfanl7odRggCkgqhksbwlEGV" +
        "GaNILAV9UuhcFyrTBazf9DWsl6WUSuUSVVYYneemQFpeYSpgtcQUYSXajwopMVIekpsYJIw2tudIRRUkh6DBQjDgbTj4fQ8hI/WnO0n0DYQc/PNiAaFg6c6I" +
        "7tx1bvHBOde7wUWCSobO/8c/DzozgeBH2xz7SEc+37/guxASkuhZUeCTbRCaRCUgBmFmrZJsZDejUmzn93aleamYE5RA6/YHBIl0799JToXk5OlHriWnNpB6" +
        "mg0kCcuMcsicJ0pEY7R+GPyF4ktoqGvDJW2OQ5u+nA5xP0PfhpYYjXE4NZF6CyGZHaHfXmPV3OUxKAnPi5oOQvH2lYavQVHlivErJ2r+a/g2XkJLrjkkttOk" +
        "FFMrc0uTW0mxmmpRkP0EQQvYbDbzs+GWJxctoeaA1wZGfHLnBl+NWa+7Nxv/sD/fO9+Mpy/EQPNmtYZ6tN1xiIOnJ6QN7Jj/7kZYZ7Qyeea83+J3rroklOnt" +
        "C3qKeEfPCHI3cqK3+ws3o5ibuOP2zqce4OIBrh/g8gFu3sPpKA03Lv0A6zH9BXb0JPIeBQAA");

    public static byte[] PlainPython2Protocol1 => Inflate(
        "H4sIAAAAAAACA+2Ty27TQBSGj+OEtoZCuZdbCeXSKbTBsZ04SJXKLmodsohqyQssZKeuHNE6+Z0xahZBFSteAcQLIPECrKjEmyDeI4wvUhdseACONPMfz/wa" +
        "fzpzZgpizhwRRcmRH8RjSMwia/aKpF0iiXZnIkRGJx2tbphGS28arY7S2XyhabpuaqrebDUM02y0VLHc3v7+KY3P7RPKo/3e/L31kZIvO2pd2VFVpctRcipi" +
        "hwfHfAzZRZk5qROVbHl06A0inMvyn19/ffiGOZswb8/TbG31tbK4gIW9DYno+H/8c0AJHEXUsz+MuKhuesvnXVxg6y4Wp7jILInjkpitEsdSppbMcbnIrDLH" +
        "lSmuik9HFJ7e4Vqmb3HdxQ1L9hIXN10su7jFmIvbHHc47nqeF2SX6MWxN8G9vuiv0aTWH8ZB7Sg55INsXXkTB4JqzOOkzxWssNymRPv5Nu6LbuSo2pKPBxyr" +
        "PTwUGCwHfFSY9/lkFCh4zJyS+N+BgSdpo6UNx7HWA2OWnAFvYb3b7eYdnU7pyU/91GsvE1VPiU5/CFs6tkUuRvUlnnFs+NkDORjGPPYibIYrLMy5aqGAet6D" +
        "egZVDwuOQQvaGYfegyE4wr8JGn7qsNXiwZBcqFRoudBSoZVC0eQw/aT2B2s2ZM7BAwAA");

    public static byte[] PlainPython2Protocol2 => Inflate(
        "H4sIAAAAAAACA+1Ty27TQBS9thOaGsqjpVBeJX3QurQNBQplUansInVEFhGWvKiF7NSVo7ZOjjOumkVQhJQm6R+A+AEkfoAVlfgTxH+EGXvEhg0fwJFmzp3r" +
        "OzpHd667egdkOWNEFCXHfhC3oFmM2OgNabtEGu2OBERE3fO83Om8QBm65Z1vHyU+lbsqVX6/9Wt7QMnnwbDCoTvyBg9OeQuGi5zlyBrk03TzyKtHuJTGP778" +
        "/PAVYzahYBdotDy/Z06MY/ztmkZ0+h//DJiBY4p+1hoRF92Vj3nZxRVrxcVEB1eZ1sM1pjH9DNclMaOPG1YWsRzHZAdT4uiIrtMJbqZ8iGkXt5jhJS5uu5hx" +
        "ccfF3R7u9XDf87wgfT8vjr02HtTEBDXbpVojDkrHyRGvp3nzXRwIQy0eJzVuYjarMqP97CseMuqhaGs+5vqYr2JBOTrDoird5+1mYOKRowutg00sDQd9LFdh" +
        "WcxITW5jpVKpZJMqN0Ycj/2hPUNUvCC6+C5q5NoRsVjF11jlWPPTqT9oxDz2IqyHs2FqpRQKH0+q2Pjj42mYSddf4ZmUfl7FppAO/xZ94Q/sDfUvkKFYU5xT" +
        "rCvOK8ZLji0/Kf0GWYneNYsDAAA=");

    public static byte[] TwoPickles => Inflate(
        "H4sIAAAAAAACA2tg8WbUa2CZys4AAT3MJeX5U/QAYjoPZxcAAAA=");

    private static byte[] Inflate(string base64)
    {
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
        var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
