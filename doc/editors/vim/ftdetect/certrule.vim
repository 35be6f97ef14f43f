" SPDX-License-Identifier: MIT
" *.rules, but for those that Vim knows by their folder to be of udev or polkit.
autocmd BufNewFile,BufRead *.rules
	\ if &filetype !=# 'udevrules' && &filetype !=# 'javascript' |
	\ 	set filetype=certrule |
	\ endif
